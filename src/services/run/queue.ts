/** Hands values from those who find them to one reader, in order. */
export interface Queue<T> {
  put(value: T): void;
  /** No more values; the reader gets what is left and ends. */
  end(): void;
  values(): AsyncGenerator<T, void, undefined>;
}

export function queue<T>(): Queue<T> {
  let waiting: T[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    wake?.();
    wake = undefined;
  };
  return {
    put(value) {
      if (ended) return;
      waiting.push(value);
      ring();
    },
    end() {
      ended = true;
      ring();
    },
    async *values() {
      for (;;) {
        const batch = waiting;
        waiting = [];
        yield* batch;
        if (waiting.length > 0) continue;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
