import type {Problem} from '../domain/problem.ts';
import {focusIn, isFocusable, note, type Item} from './item.ts';
import {matchesFilter} from './list.ts';
import {base} from './overlays/base.ts';
import {existing} from './overlays/existing.ts';
import {leave} from './overlays/leave.ts';
import {savePreset} from './overlays/save-preset.ts';
import {versions} from './overlays/versions.ts';
import {problemsOf} from './problem-rows.ts';
import type {StatusLine, StepId} from './screen.ts';
import type {Overlay, WizardState} from './state.ts';
import {delegate} from './steps/delegate.ts';
import {image} from './steps/image.ts';
import {policy} from './steps/policy.ts';
import {review} from './steps/review.ts';
import {start} from './steps/start.ts';
import type {StepScreen} from './steps/step-screen.ts';
import {tools} from './steps/tools.ts';

const STEP_SCREENS: Readonly<Record<StepId, StepScreen>> = {start, tools, image, policy, delegate, review};
const OVERLAYS: Readonly<Record<Overlay['kind'], StepScreen>> = {
  base,
  versions,
  existing,
  leave,
  'save-preset': savePreset,
};

/** The state as the keys meet it: which rows there are, which one has the focus, whether letters are text. */
export interface Scene {
  readonly state: WizardState;
  /** The step, or the overlay over it: where the focus is remembered. */
  readonly place: StepId | Overlay['kind'];
  readonly question: string;
  /** What stands under the question and never scrolls. */
  readonly status: readonly StatusLine[];
  /** Title of the open overlay. */
  readonly overlay?: string;
  readonly items: readonly Item[];
  /** Rows that the filter leaves out. */
  readonly hidden: number;
  /** Index in `items`, -1 for none. */
  readonly focus: number;
  readonly focused?: Item;
  /** Letters and space go into a text field or the filter. */
  readonly isTyping: boolean;
  /** What is wrong or worth knowing; found out when first asked for. */
  readonly problems: () => readonly Problem[];
}

/** Builds the scene of a state. */
export function sceneOf(state: WizardState): Scene {
  const {overlay} = state;
  const place = overlay?.kind ?? state.step;
  const screen = overlay ? OVERLAYS[overlay.kind] : STEP_SCREENS[state.step];
  const all = screen.items(state);
  const items = overlay || state.filter.text === '' ? all : filtered(all, state.filter.text);
  const focus = focusIn(items, state.focus[place]);
  const focused = items[focus];
  const isFiltering = state.filter.editing && !overlay;
  let problems: readonly Problem[] | undefined;
  return {
    state,
    place,
    question: STEP_SCREENS[state.step].question(state),
    status: screen.status?.(state) ?? [],
    ...(overlay ? {overlay: screen.question(state)} : {}),
    items,
    hidden: all.filter(isFocusable).length - items.filter(isFocusable).length,
    focus,
    ...(focused ? {focused} : {}),
    isTyping: !state.panel && (isFiltering || focused?.setText !== undefined),
    problems: () => (problems ??= problemsOf(state)),
  };
}

const NO_HIT = note({id: 'no-hit', label: 'Nothing matches; tools of your own come from a preset.'});

/** Rows that match, and the headings that still have rows below them. */
function filtered(items: readonly Item[], filter: string): Item[] {
  const matching = items.filter(
    (item) => item.searched === undefined || matchesFilter(item.searched, filter),
  );
  const shown = matching.filter((item, index) => {
    const next = matching[index + 1];
    return item.row.kind !== 'heading' || (next !== undefined && next.row.kind !== 'heading');
  });
  return shown.some(isFocusable) ? shown : [...shown, NO_HIT];
}
