/**
 * A text as the `value` of a variable: Kubernetes replaces `$(NAME)`, and makes `$$` one `$` anywhere. Doubled
 * where it stands in front of either, the container gets what was answered. Holds for `env` only; what comes from
 * a ConfigMap by `envFrom` is left as it is. Source: Kubernetes docs, dependent environment variables.
 */
export const envValue = (text: string): string => text.replaceAll(/\$(?=[$(])/g, '$$$$');

/** Why a value that is given otherwise than it was answered is right. */
export const DOUBLED = 'Kubernetes reads $$ as one $.';

/**
 * What the container gets of a `value`, with the names of all variables; `undefined` where that depends on another
 * variable. A reference to none is left as it is.
 */
export function readEnvValue(value: string, names: ReadonlySet<string>): string | undefined {
  let isOpen = false;
  const seen = value.replaceAll(/\$\$|\$\(([^)]*)\)/g, (all, name?: string) => {
    if (name === undefined) return '$';
    isOpen ||= names.has(name);
    return all;
  });
  return isOpen ? undefined : seen;
}
