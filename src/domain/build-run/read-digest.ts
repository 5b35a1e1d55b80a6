const DIGEST = /sha256:[0-9a-f]{64}/;

/** `name@sha256:…` of an image that was pushed: the reference without its tag, and the digest. */
export const pinnedReference = (reference: string, digest: string): string =>
  `${nameOf(reference)}@${digest}`;

/** The reference without tag and digest; a port is no tag. */
export const nameOf = (reference: string): string => reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

/** What stands in the file of `--digestfile`. */
export const readDigest = (text: string): string | undefined =>
  new RegExp(`^${DIGEST.source}$`).exec(text.trim())?.[0];

/** The last line of `docker push`: `1: digest: sha256:… size: 1234`. */
export const digestInOutput = (lines: readonly string[]): string | undefined =>
  lines
    .map((line) => /\bdigest: (sha256:[0-9a-f]{64})\b/.exec(line)?.[1])
    .findLast((digest) => digest !== undefined);

/** The digest that an image has in the repository of a reference, among its `RepoDigests`. */
export function digestOf(reference: string, digests: readonly string[]): string | undefined {
  const name = longName(nameOf(reference));
  const found = digests.find((entry) => longName(nameOf(entry)) === name);
  return found === undefined ? undefined : DIGEST.exec(found)?.[0];
}

/** Docker leaves out its own registry. */
const longName = (name: string): string => {
  const parts = name.replace(/^(?:index\.)?docker\.io\//, '').split('/');
  const [first = ''] = parts;
  if (/[.:]|^localhost$/.test(first) && parts.length > 1) return parts.join('/');
  return `docker.io/${parts.length === 1 ? 'library/' : ''}${parts.join('/')}`;
};
