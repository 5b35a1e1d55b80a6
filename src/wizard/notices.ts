import type {FileComparison} from '../domain/events.ts';
import {fieldOf} from '../domain/fields.ts';
import type {Problem} from '../domain/problem.ts';
import {isTold, rowOf, stepOf} from './problem-rows.ts';
import {patchProblems} from './patch-panel.ts';
import {directoryTrouble, isInTheWay, isOpenToChoice, writesNothing} from './review-files.ts';
import type {Scene} from './scene.ts';
import type {RowProblem} from './screen.ts';

const MAX_NOTICES = 3;

/** Names the answer, since no row does it. */
const sentence = ({field, message}: Problem): string => {
  const name = fieldOf(field)?.flag.replaceAll('-', ' ') ?? field;
  const subject = name === '' ? 'the answers' : name;
  return /^(is|must|has|needs|cannot) /.test(message)
    ? `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)} ${message}`
    : message;
};

function stepNotices(scene: Scene): RowProblem[] {
  const {state} = scene;
  if (scene.overlay !== undefined) return [];
  const isMine = (problem: Problem) => state.step === 'review' || stepOf(problem.field) === state.step;
  return scene
    .problems()
    .filter((problem) => isMine(problem) && isTold(state, problem) && !rowOf(scene.items, problem.field))
    .map((problem) => ({severity: problem.severity, message: sentence(problem)}));
}

function companionNotice({state, place}: Scene): RowProblem[] {
  const companion = place === 'tools' || place === 'review' ? state.know.companion(state.answers) : undefined;
  const way = place === 'tools' ? 'Press t to add' : 'Go back to the tools to add';
  return companion ? [{severity: 'warning', message: `${companion.why} ${way} ${companion.tool}.`}] : [];
}

function reviewNotices({state, place}: Scene): RowProblem[] {
  const {comparisons} = state.review;
  if (place !== 'review' || !comparisons || state.busy) return [];
  if (comparisons.some((comparison) => isInTheWay(state, comparison))) {
    const trouble = directoryTrouble(state);
    // Where it is about single files, they say it themselves.
    return trouble === undefined
      ? []
      : [
          {
            severity: 'error',
            message: `Nothing can be written: ${trouble}. Choose another directory in the last row, or move it away.`,
          },
        ];
  }
  return writesNothing(state) ? [{severity: 'notice', message: nothingWritten(comparisons)}] : [];
}

/** Of what is to be known about the file that people have, in the review: the rest is in its panel. */
const MAX_PATCH_NOTICES = 2;

function patchNotices({state, place}: Scene): RowProblem[] {
  const {plan} = state.review;
  if (place !== 'review' || !plan?.patch) return [];
  const all = patchProblems(plan.patch);
  const shown = all.slice(0, MAX_PATCH_NOTICES);
  const left = all.length - shown.length;
  return left === 0
    ? [...shown]
    : [...shown, {severity: 'notice', message: `${left} more about ${plan.patch.path}: press space on it.`}];
}

function nothingWritten(comparisons: readonly FileComparison[]): string {
  if (comparisons.every(({state}) => state === 'unchanged'))
    return 'Every file is as it should be already. Press enter to finish.';
  return comparisons.some((comparison) => isOpenToChoice(comparison, 'overwrite'))
    ? 'Nothing will be written: your files are kept. Press o to overwrite one, or enter to finish.'
    : 'Nothing will be written. Press enter to finish.';
}

const RANK = {error: 0, warning: 1, notice: 2} as const;

/** What was just said, then what stands at no row, worst first. */
export function allNotices(scene: Scene): RowProblem[] {
  const {said} = scene.state;
  const found = [
    ...stepNotices(scene),
    ...companionNotice(scene),
    ...reviewNotices(scene),
    ...patchNotices(scene),
  ].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return [...(said ? [said] : []), ...found];
}

/** Sentences between rows and footer: three at most. */
export const noticesOf = (scene: Scene): RowProblem[] => allNotices(scene).slice(0, MAX_NOTICES);
