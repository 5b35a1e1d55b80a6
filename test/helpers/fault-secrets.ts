/** A token of the right shape that opens nothing. */
export const TOKEN = 'ZGVhZGJlZWZkZWFkYmVlZmRlYWRiZWVmZGVhZGJlZWY=';
/** One that stands in manifests which people have already. */
export const MANIFEST_TOKEN = 'ab'.repeat(16);
/** One that is read from a file. */
export const FILE_TOKEN = '0123456789abcdef0123456789abcdef';
/** A key for the API of Harness. */
export const API_KEY = 'pat.account.key-that-is-secret';
/** Who may push where a login is wanted. */
export const REGISTRY_LOGIN = {user: 'pusher', password: 'loopback'};
/** Whoever hit the pull rate limit. */
const HUB = {account: 'hub-robot-4711', token: 'dckr_jti_9f1e-opens-nothing'};
/** Docker Hub puts the account and its token into its message. Source: its pull rate limit message. */
export const HUB_LIMIT = `toomanyrequests: You have reached your pull rate limit as ${HUB.account}: ${HUB.token}. https://www.docker.com/increase-rate-limit`;

/** What must be found nowhere, whatever a test is about. */
const SECRETS: Readonly<Record<string, string>> = {
  'the delegate token': TOKEN,
  'the token of a manifest': MANIFEST_TOKEN,
  'the token of a file': FILE_TOKEN,
  'the API key': API_KEY,
  'the login of a registry': `${REGISTRY_LOGIN.user}:${REGISTRY_LOGIN.password}`,
  'the account of Docker Hub': HUB.account,
  'the token of Docker Hub': HUB.token,
};

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** What stays the same of the base64 of any text with this one in it: it depends on where in it that begins. */
const insideBase64 = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const encoded = base64('-'.repeat(before) + text).replace(/=+$/, '');
    // A sextet that has bits of a neighbour is another one each time.
    return encoded.slice(before === 0 ? 0 : before + 1, Math.floor(((before + text.length) * 8) / 6));
  });

/** Every way in which a secret could be written down. */
export function spellingsOf(secret: string): string[] {
  const decoded = Buffer.from(secret, 'base64').toString('utf8');
  const isText = /^[\x20-\x7e]{8,}$/.test(decoded);
  const plain = [secret, secret.replace(/=+$/, ''), ...(isText ? [decoded] : [])];
  return [
    ...new Set(
      plain.flatMap((one) => [
        one,
        ...insideBase64(one),
        ...insideBase64(base64(one)),
        Buffer.from(one).toString('base64url'),
        Buffer.from(one).toString('hex'),
        encodeURIComponent(one),
        encodeURIComponent(base64(one)),
        JSON.stringify(one).slice(1, -1),
      ]),
    ),
  ];
}

const SPELLINGS = Object.entries(SECRETS).map(([name, secret]) => ({
  name,
  secret,
  spellings: spellingsOf(secret),
}));

/** Names of the secrets that stand in a text, in any spelling. */
export const secretsIn = (text: string): string[] =>
  SPELLINGS.filter(({spellings}) => spellings.some((spelling) => text.includes(spelling))).map(
    ({name}) => name,
  );

const SEQUENCE = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** The same for what was written to a terminal, where lines end in the middle of a word. */
export function secretsOnScreen(written: string): string[] {
  const plain = written.replaceAll(SEQUENCE, '');
  const joined = plain.replaceAll(/[^\w+/=.:-]+/g, '');
  const broken = SPELLINGS.filter(({secret}) => joined.includes(secret)).map(({name}) => name);
  return [...new Set([...secretsIn(plain), ...broken])];
}
