import {focusIn, isFocusable} from '../item.ts';
import type {BuildItem, BuildScreen} from './item.ts';
import {build} from './screens/build.ts';
import {builder} from './screens/builder.ts';
import {push} from './screens/push.ts';
import type {BuildState} from './state.ts';

/** The state as the keys meet it. */
export interface BuildScene {
  readonly state: BuildState;
  readonly screen: BuildScreen;
  readonly items: readonly BuildItem[];
  /** Index in `items`, -1 for none. */
  readonly focus: number;
  readonly focused?: BuildItem;
  /** Nothing is typed here. */
  readonly isTyping: false;
}

const SCREENS: Readonly<Record<BuildState['step'], BuildScreen>> = {builder, build, push};

/** Builds the scene of a state. */
export function buildSceneOf(state: BuildState): BuildScene {
  const screen = SCREENS[state.step];
  const items = screen.items(state);
  const focus = focusNow(items, state.focus[state.step], screen);
  const focused = items[focus];
  return {state, screen, items, focus, ...(focused === undefined ? {} : {focused}), isTyping: false};
}

/** The row that somebody moved to, else what happens now, else the first one. */
function focusNow(items: readonly BuildItem[], id: string | undefined, {first}: BuildScreen): number {
  const moved = items.some((item) => item.row.id === id && isFocusable(item));
  const now = moved ? -1 : (first?.(items) ?? -1);
  return now === -1 ? focusIn(items, id) : now;
}
