import {besideName} from '../domain/beside-name.ts';
import type {FileChoice, FileComparison} from '../domain/events.ts';
import type {PlannedFile} from '../domain/plan-types.ts';
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
export const WAYS_OUT =
  'move it away, press k to leave it alone, n for a new name, or choose another directory';
