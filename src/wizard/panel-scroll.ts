/** Lines, and rows, that page up and page down skip. The window's height is not known here. */
export const PAGE = 10;
/** The end of a panel, wherever that is: lines wrap, and only the window knows how many there are. */
export const SCROLL_END = Number.MAX_SAFE_INTEGER;

interface Scrollable {
  readonly panel?: {readonly scroll: number};
}
interface SceneOf<State> {
  readonly state: State;
}

const scroll =
  (to: (scroll: number) => number) =>
  <State extends Scrollable>({state}: SceneOf<State>): readonly [State, readonly []] => [
    state.panel === undefined ? state : {...state, panel: {...state.panel, scroll: to(state.panel.scroll)}},
    [],
  ];

/** `by` lines further (negative: back). Past the end it counts on; whoever draws knows where that is. */
const scrollBy = (by: number) => scroll((from) => Math.max(0, Math.min(SCROLL_END, from + by)));

function close<State extends Scrollable>({
  state: {panel: _panel, ...rest},
}: SceneOf<State>): readonly [Omit<State, 'panel'>, readonly []] {
  return [rest, []];
}

/** Commands of an open panel, in every key table. */
export const SCROLL_COMMANDS = {
  'scroll-up': scrollBy(-1),
  'scroll-down': scrollBy(1),
  'scroll-page-up': scrollBy(-PAGE),
  'scroll-page-down': scrollBy(PAGE),
  'scroll-first': scroll(() => 0),
  'scroll-last': scroll(() => SCROLL_END),
  'close-panel': close,
} as const;

export type ScrollCommandId = keyof typeof SCROLL_COMMANDS;
