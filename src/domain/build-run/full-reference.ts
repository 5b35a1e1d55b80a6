import {hostOfReference} from './login-command.ts';

/**
 * A reference with its registry in front: `acme/x:1` is `docker.io/acme/x:1`. Podman and Buildah would keep the
 * short one as `localhost/acme/x:1`.
 */
export function fullReference(reference: string): string {
  if (hostOfReference(reference) !== 'docker.io') return reference;
  const path = reference.replace(/^(?:index\.)?docker\.io\//, '');
  return `docker.io/${path.includes('/') ? path : `library/${path}`}`;
}
