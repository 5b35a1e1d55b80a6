import {canFocus, type DeployItem, type DeployScreen} from './item.ts';
import {firstTarget, target} from './screens/target.ts';
import {preflight} from './screens/preflight.ts';
import {QUESTIONS} from './screens/questions.ts';
import {rollout} from './screens/rollout.ts';
import type {DeployState} from './state.ts';

/** The state as the keys meet it. */
export interface DeployScene {
  readonly state: DeployState;
  /** The step, or the question in the middle of it: where the focus is remembered. */
  readonly place: string;
  readonly screen: DeployScreen;
  readonly items: readonly DeployItem[];
  /** Index in `items`, -1 for none. */
  readonly focus: number;
  readonly focused?: DeployItem;
  readonly isTyping: boolean;
}

const STEP_SCREENS: Readonly<Record<DeployState['step'], DeployScreen>> = {target, preflight, rollout};

/** Builds the scene of a state. */
export function deploySceneOf(state: DeployState): DeployScene {
  const {asking, step} = state;
  const isAside = asking !== undefined && asking.kind !== 'confirm';
  const screen = isAside ? QUESTIONS[asking.kind] : STEP_SCREENS[step];
  const place = asking === undefined ? step : asking.kind;
  const items = screen.items(state);
  const focus = focusIn(items, state.focus[place] ?? (place === 'target' ? firstTarget(state) : ''));
  const focused = items[focus];
  return {
    state,
    place,
    screen,
    items,
    focus,
    ...(focused === undefined ? {} : {focused}),
    isTyping: state.panel === undefined && focused?.isTyped === true,
  };
}

/** The remembered row, else the first one that can have the focus. */
function focusIn(items: readonly DeployItem[], id: string): number {
  const remembered = items.findIndex((item) => item.row.id === id && canFocus(item));
  return remembered === -1 ? items.findIndex(canFocus) : remembered;
}
