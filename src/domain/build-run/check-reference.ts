import {PATTERNS} from '../patterns.ts';
import {hostOfReference} from './login-command.ts';

/** What is wrong with the name of an image that is to be built and pushed; `undefined` when nothing is. */
export function referenceProblem(reference: string): string | undefined {
  if (reference.includes('@')) return 'names a digest; give a tag, such as registry.corp/acme/delegate:1';
  const colon = reference.lastIndexOf(':');
  const tag = colon > reference.lastIndexOf('/') ? reference.slice(colon + 1) : '';
  if (tag === '') return 'needs a tag, such as registry.corp/acme/delegate:1';
  if (!PATTERNS.tag.test(tag))
    return 'has a tag with other characters than letters, digits, dots, dashes and underscores';
  const host = hostOfReference(reference);
  const name = reference.slice(0, colon);
  const path = name.startsWith(`${host}/`) ? name.slice(host.length + 1) : name;
  if (host !== 'docker.io' && !PATTERNS.host.test(host)) return 'has a registry that is no host name';
  return PATTERNS.repository.test(path)
    ? undefined
    : 'is no image name: write it in lower case, such as registry.corp/acme/delegate:1';
}

/** A reference that some image may have, tag and digest as one likes: none is in it that a shell would obey. */
export function isImageReference(text: string): boolean {
  const [name = '', ...digests] = text.split('@');
  if (digests.length > 1 || !digests.every((digest) => PATTERNS.digest.test(digest))) return false;
  const isTagged = name.lastIndexOf(':') > name.lastIndexOf('/');
  return referenceProblem(isTagged ? name : `${name}:latest`) === undefined;
}
