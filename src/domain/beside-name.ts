/**
 * The name under which a file is written beside one that is kept: `Dockerfile.new`, `a.new.yaml`; from the second
 * on `Dockerfile.new-2`, `a.new-2.yaml`. The ending stays, so that editors and tools still know what it is.
 * `path` may have directories in front, with slashes of either kind.
 */
export function besideName(path: string, number = 1): string {
  const start = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const dot = path.lastIndexOf('.');
  const end = dot > start ? dot : path.length;
  return `${path.slice(0, end)}.new${number === 1 ? '' : `-${number}`}${path.slice(end)}`;
}
