/** What comes first: the value, or somebody who leaves. */
export async function orLeft<T>(value: Promise<T>, signal: AbortSignal | undefined): Promise<T | 'left'> {
  if (signal === undefined) return await value;
  if (signal.aborted) return 'left';
  let onAbort: () => void = () => undefined;
  const left = new Promise<'left'>((resolve) => {
    onAbort = () => resolve('left');
    signal.addEventListener('abort', onAbort, {once: true});
  });
  try {
    return await Promise.race([value, left]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
