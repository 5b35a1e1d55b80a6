/** Why an image cannot be pulled, as far as the first clear message tells. */
export type PullCause = 'platform' | 'not-found' | 'auth' | 'rate' | 'network' | 'other';

/**
 * First match wins. Registries that hide what exists say "does not exist or may require …" to both, which
 * counts as a question of access. Source: texts of containerd, CRI-O and Docker.
 */
const CAUSES: readonly (readonly [PullCause, RegExp])[] = [
  [
    'platform',
    /no match for platform|no matching manifest for|no image found in (?:image index|manifest list)/i,
  ],
  ['rate', /toomanyrequests|too many requests|rate limit|\bstatus(?: code)?:? 429\b/i],
  ['auth', /(?:does not exist|not found) or may require|may require '?docker login/i],
  ['not-found', /not found|notfound|manifest unknown|name unknown|does not exist/i],
  ['auth', /unauthori[sz]ed|denied|forbidden|authentication required|no basic auth/i],
  [
    'network',
    /timeout|timed out|deadline exceeded|refused|\btls\b|x509|\bEOF\b|no such host|server misbehaving|connection reset|no route to host|network is unreachable|\b5\d\d (?:internal|bad gateway|service|gateway)|\bstatus(?: code)?:? 5\d\d\b/i,
  ],
];

const QUOTED = /"[^"]*"/g;
/** What says that there was a failure, and nothing of why. */
const EMPTY_WORDS = /^(?:error: )?(?:back-?off pulling image|errimagepull|imagepullbackoff)[\s:]*$/i;

/** Certain causes hold against passing ones, whichever was told first. */
const WEIGHT: Readonly<Record<PullCause, number>> = {
  platform: 3,
  'not-found': 3,
  auth: 2,
  rate: 1,
  network: 1,
  other: 0,
};

/**
 * The cause in a pull message of the kubelet; `undefined` when it gives none. Names do not count: a
 * repository may be called `timeout`.
 */
export function pullCause(message: string, image: string): PullCause | undefined {
  const words = (image === '' ? message : message.replaceAll(image, '')).replace(QUOTED, '').trim();
  if (words === '' || EMPTY_WORDS.test(words)) return undefined;
  return CAUSES.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

export const isClearer = (cause: PullCause, than: PullCause | undefined): boolean =>
  than === undefined || WEIGHT[cause] > WEIGHT[than];
