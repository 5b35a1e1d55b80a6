/**
 * Hands values of one generator on, changed or left out (`undefined`), and returns what it returns. Whoever stops
 * reading in between ends the source too, which a plain loop over `next()` would leave open.
 */
export async function* passOn<T, R, U>(
  source: AsyncGenerator<T, R, undefined>,
  change: (value: T) => U | undefined,
): AsyncGenerator<U, R, undefined> {
  try {
    for (;;) {
      const step = await source.next();
      if (step.done === true) return step.value;
      const changed = change(step.value);
      if (changed !== undefined) yield changed;
    }
  } finally {
    // Nobody looks at what an ended source returns.
    await source.return(undefined as R);
  }
}
