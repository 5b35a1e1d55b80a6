import {besideName} from '../domain/beside-name.ts';
import type {FileChoice, FileComparison} from '../domain/events.ts';
import type {PatchedFile, PlannedFile} from '../domain/plan-types.ts';
import {wordAt} from './paths.ts';
import type {WizardState} from './state.ts';

/** Where the files go: as typed, or named after the delegate. */
export const directoryOf = (state: WizardState): string =>
  state.review.directory.trim() || defaultDirectory(state);
export const defaultDirectory = (state: WizardState): string =>
  wordAt(state.answers, 'delegate.name') || 'custom-del';

export const comparisonOf = (state: WizardState, path: string): FileComparison | undefined =>
  state.review.comparisons?.find((comparison) => comparison.path === path);

/** Only a file that exists and differs leaves a choice; one that is in the way can be left alone or written beside. */
export const isOpenToChoice = (
  comparison: FileComparison | undefined,
  choice: FileChoice = 'keep',
): boolean =>
  comparison?.state === 'changed' ||
  comparison?.state === 'edited' ||
  (comparison?.state === 'blocked' && choice !== 'overwrite');

/** True for a file that cannot be written and for which nothing else was chosen. */
export const isInTheWay = (state: WizardState, comparison: FileComparison): boolean =>
  comparison.state === 'blocked' && state.review.choices[comparison.path] === undefined;

/** The file that people have, where it stands at this path. */
export const patchAt = ({review}: WizardState, path: string): PatchedFile | undefined =>
  review.plan?.patch?.path === path ? review.plan.patch : undefined;

/** True where a key chooses this for the file. A file of people that cannot be edited can only be left alone. */
export function canChoose(
  state: WizardState,
  {path, choice}: {readonly path: string; readonly choice: FileChoice},
): boolean {
  const comparison = comparisonOf(state, path);
  if (comparison?.state === 'blocked' && patchAt(state, path)) return choice === 'keep';
  return isOpenToChoice(comparison, choice);
}

/** Why none of the files can be written, where that is the directory's fault: said once, not at each file. */
export function directoryTrouble({review}: WizardState): string | undefined {
  const inDirectory = (review.comparisons ?? []).filter(({path}) => path !== review.plan?.patch?.path);
  const [first, ...others] = inDirectory;
  const isSame = others.length > 0 && others.every(({reason}) => reason === first?.reason);
  return isSame ? first?.reason : undefined;
}

/** What was chosen for a file. Left alone: edits of yours are kept, files that only we wrote are renewed. */
const choiceOf = (state: WizardState, comparison: FileComparison): FileChoice =>
  state.review.choices[comparison.path] ?? (comparison.state === 'changed' ? 'overwrite' : 'keep');

/** Choices of all files that leave one. */
export const choicesOf = (state: WizardState): Record<string, FileChoice> =>
  Object.fromEntries(
    (state.review.comparisons ?? [])
      .filter((comparison) => isOpenToChoice(comparison))
      .map((comparison) => [comparison.path, choiceOf(state, comparison)]),
  );

/** The content a file panel may show: never that of the token's file. */
export const shownContent = (file: PlannedFile): string =>
  file.role === 'token'
    ? 'This file holds the delegate token. It is not shown, and only you can read it.\n'
    : file.content;

const ACTIONS: Readonly<Record<FileChoice, (path: string) => string>> = {
  keep: () => 'keep yours',
  overwrite: () => 'overwrite, backup kept',
  beside: (path) => `write as ${besideName(path)}`,
};

/** What will happen to a file, in words. */
export function actionOf(state: WizardState, comparison: FileComparison | undefined): string {
  switch (comparison?.state) {
    case undefined:
      return '';
    case 'new':
      return 'write';
    case 'unchanged':
      return 'nothing to do';
    case 'blocked':
      return isInTheWay(state, comparison)
        ? 'cannot be written'
        : ACTIONS[choiceOf(state, comparison)](comparison.path);
    case 'edited':
      return ACTIONS[choiceOf(state, comparison)](comparison.path);
    case 'changed':
      if (patchAt(state, comparison.path) && choiceOf(state, comparison) === 'overwrite')
        return 'edit, backup kept';
      // Nobody but us wrote it, so no backup is kept.
      return choiceOf(state, comparison) === 'overwrite'
        ? 'update'
        : ACTIONS[choiceOf(state, comparison)](comparison.path);
  }
}

/** True when Enter would leave every file as it is. */
export const writesNothing = (state: WizardState): boolean =>
  (state.review.comparisons ?? []).every(
    (comparison) =>
      comparison.state === 'unchanged' ||
      (isOpenToChoice(comparison) && choiceOf(state, comparison) === 'keep'),
  );

/** What to do about a file that is in the way. */
export const wayOut = (state: WizardState, path: string): string =>
  patchAt(state, path) ? 'press k to leave it as it is' : WAYS_OUT;

const WAYS_OUT = 'move it away, press k to leave it alone, n for a new name, or choose another directory';
