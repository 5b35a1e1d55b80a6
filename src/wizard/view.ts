import {fieldOf} from '../domain/fields.ts';
import type {Problem} from '../domain/problem.ts';
import type {Item} from './item.ts';
import {liveRows} from './keymap.ts';
import {noticesOf} from './notices.ts';
import {panelOf} from './panel.ts';
import {isTold, rowOf} from './problem-rows.ts';
import {sceneOf, type Scene} from './scene.ts';
import {STEPS, type Hint, type Row, type Screen} from './screen.ts';
import type {WizardState} from './state.ts';
import {summaryOf} from './summary.ts';

/** The state -> everything that can be seen. Pure; holds no secret. */
export function view(state: WizardState): Screen {
  const scene = sceneOf(state);
  const panel = panelOf(scene);
  const busy = busyWord(state);
  const {filter} = state;
  const stepNumber = STEPS.indexOf(state.step) + 1;
  return {
    step: state.step,
    stepNumber,
    stepCount: STEPS.length,
    // With a corner of its own, a narrow window keeps the summary, which says that this is practice.
    ...(state.practice ? {corner: `step ${stepNumber} of ${STEPS.length}`} : {}),
    summary: summaryOf(state),
    question: scene.question,
    ...(scene.status.length === 0 ? {} : {status: scene.status}),
    ...(scene.overlay === undefined ? {} : {overlay: scene.overlay}),
    rows: rowsOf(scene),
    focus: scene.focus,
    ...(scene.overlay === undefined && (filter.editing || filter.text !== '')
      ? {filter: {...filter, hidden: scene.hidden}}
      : {}),
    notices: noticesOf(scene),
    hints: hintsOf(scene),
    ...(panel === undefined ? {} : {panel}),
    ...(busy === undefined ? {} : {busy}),
  };
}

function busyWord({busy, overlay, leaving, lookingUp, step, review}: WizardState): string | undefined {
  if (busy === 'writing')
    return leaving ? 'Finishing the write, then leaving… (ctrl+c again leaves at once)' : 'Writing…';
  if (busy === 'loading') return `Reading the ${overlay?.kind === 'existing' ? 'file' : 'preset'}…`;
  if (lookingUp) return 'Asking Harness…';
  return step === 'review' && review.plan && review.askedDirectory !== undefined && !review.comparisons
    ? 'Looking at the disk…'
    : undefined;
}

/** Rows with their problems, the focused one with its cursor and its help. */
function rowsOf(scene: Scene): Row[] {
  const {state, items} = scene;
  const told = new Map<Item, Problem>();
  for (const problem of scene.problems()) {
    const item = rowOf(items, problem.field);
    if (item && !told.has(item) && isTold(state, problem, item)) told.set(item, problem);
  }
  return items.map((item, index) => {
    const problem = told.get(item);
    const row = problem
      ? {...item.row, problem: {severity: problem.severity, message: atRow(problem)}}
      : item.row;
    return index === scene.focus ? focusedRow(state, row, item) : row;
  });
}

/** Under its row a missing answer needs no subject: what it is for will do. */
const atRow = ({message}: Problem): string =>
  message.replace(/^is not answered yet: /, 'missing: ').replace(/^is not answered yet$/, 'missing');

function focusedRow(state: WizardState, row: Row, item: Item): Row {
  const hasHint = row.kind === 'text' && row.value === '' && row.placeholder !== undefined;
  const help =
    (row.kind === 'text' || row.kind === 'options') && !hasHint ? fieldOf(row.id)?.help : undefined;
  const explained = row.detail === undefined && help !== undefined ? {...row, detail: help} : row;
  if (explained.kind !== 'text') return explained;
  const length = item.text?.length ?? 0;
  return {...explained, cursor: Math.min(state.caret ?? length, length)};
}

/** Footer entries: rows of the key table that do something here. */
const hintsOf = (scene: Scene): Hint[] =>
  liveRows(scene).flatMap(({row, shown}) => (row.quiet?.(scene) ? [] : [{keys: shown, label: row.label}]));
