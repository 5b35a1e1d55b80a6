/** An image reference taken apart as the chart's `image` values want it. */
export interface ImageParts {
  /** Empty for Docker Hub. */
  readonly registry: string;
  readonly repository: string;
  /** With the digest behind it, where there is one. */
  readonly tag: string;
}

/**
 * `registry.corp:5000/team/delegate:1` -> its parts. A first part with a dot, a colon or the name localhost is
 * a registry, as docker reads it. `undefined` for a reference without a tag: the chart writes `repository:tag`, and
 * a digest can only stand behind the tag.
 */
export function splitImage(image: string): ImageParts | undefined {
  const [, name, tag] =
    /^([^@\s]+):([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(?:@sha256:[0-9a-f]{64})?)$/.exec(image) ?? [];
  if (name === undefined || tag === undefined) return undefined;
  const [first = '', ...rest] = name.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
    ? {registry: first, repository: rest.join('/'), tag}
    : {registry: '', repository: name, tag};
}
