import {focusIn} from '../item.ts';
import type {DeployItem, DeployScreen} from './item.ts';
import {firstTarget, target} from './screens/target.ts';
import {preflight} from './screens/preflight.ts';
import {QUESTIONS} from './screens/questions.ts';
import {rollout} from './screens/rollout.ts';
import {scenario} from './screens/scenario.ts';
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

const SCREENS: Readonly<Record<DeployState['step'] | 'scenario', DeployScreen>> = {
  target,
  scenario,
  preflight,
  rollout,
};

/** Builds the scene of a state. */
export function deploySceneOf(state: DeployState): DeployScene {
  const {asking} = state;
  const step = state.step === 'target' && state.picking ? 'scenario' : state.step;
  const isAside = asking !== undefined && asking.kind !== 'confirm';
  const screen = isAside ? QUESTIONS[asking.kind] : SCREENS[step];
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
