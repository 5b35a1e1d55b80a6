import type {Clock} from '../clock.ts';

/** Something that goes on until it is ended: waits of an ended life never come back. */
export type Life = {sleep(seconds: number): Promise<void>; isOver(): boolean; end(): void};

export function createLife(clock: Clock): Life {
  const waits = new Set<() => void>();
  let over = false;
  return {
    isOver: () => over,
    sleep: (seconds) =>
      new Promise((resolve) => {
        if (over) return;
        const cancel = clock.after(seconds, () => {
          waits.delete(cancel);
          resolve();
        });
        waits.add(cancel);
      }),
    end() {
      over = true;
      for (const cancel of waits) cancel();
      waits.clear();
    },
  };
}
