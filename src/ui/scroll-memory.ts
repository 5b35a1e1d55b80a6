/** Remembers for each place (step and overlay) which row was the first visible one. */
export interface ScrollMemory {
  readonly recall: (place: string) => number;
  readonly remember: (place: string, top: number) => void;
}

/** An empty memory: every place starts at its first row. */
export function createScrollMemory(): ScrollMemory {
  const tops = new Map<string, number>();
  return {
    recall: (place) => tops.get(place) ?? 0,
    remember: (place, top) => void tops.set(place, top),
  };
}
