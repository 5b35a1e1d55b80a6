import type {PanelPlace} from './panel-top.ts';

/** Remembers for each place (step and overlay) which row was the first visible one, and where the panel stood. */
export interface ScrollMemory {
  readonly recall: (place: string) => number;
  readonly remember: (place: string, top: number) => void;
  readonly recallPanel: () => PanelPlace | undefined;
  readonly rememberPanel: (place: PanelPlace | undefined) => void;
}

/** An empty memory: every place starts at its first row. */
export function createScrollMemory(): ScrollMemory {
  const tops = new Map<string, number>();
  let panel: PanelPlace | undefined;
  return {
    recall: (place) => tops.get(place) ?? 0,
    remember: (place, top) => void tops.set(place, top),
    recallPanel: () => panel,
    rememberPanel: (place) => void (panel = place),
  };
}
