import {fieldOf} from '../domain/fields.ts';
import type {Problem} from '../domain/problem.ts';
import {isTold, rowOf, stepOf} from './problem-rows.ts';
import {writesNothing} from './review-files.ts';
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
  if (place !== 'review' || !state.review.comparisons || state.busy || !writesNothing(state)) return [];
  const isKept = state.review.comparisons.some((comparison) => comparison.state !== 'unchanged');
  return [
    {
      severity: 'notice',
      message: isKept
        ? 'Nothing will be written: your files are kept. Press o to overwrite one, or enter to finish.'
        : 'Every file is as it should be already. Press enter to finish.',
    },
  ];
}

const RANK = {error: 0, warning: 1, notice: 2} as const;

/** Sentences between rows and footer: what was just said, then what stands at no row, worst first; three at most. */
export function noticesOf(scene: Scene): RowProblem[] {
  const {said} = scene.state;
  const found = [...stepNotices(scene), ...companionNotice(scene), ...reviewNotices(scene)].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity],
  );
  return [...(said ? [said] : []), ...found].slice(0, MAX_NOTICES);
}
