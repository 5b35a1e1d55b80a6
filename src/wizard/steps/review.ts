import {INSTALL_ROWS} from '../../domain/catalogue/installs.ts';
import type {FileComparison} from '../../domain/events.ts';
import type {PatchedFile, PlannedFile} from '../../domain/plan-types.ts';
import {note, type Item} from '../item.ts';
import {
  actionOf,
  comparisonOf,
  isInTheWay,
  wayOut,
  defaultDirectory,
  directoryOf,
  directoryTrouble,
  shownContent,
} from '../review-files.ts';
import {wordAt} from '../paths.ts';
import type {FileRow} from '../screen.ts';
import type {WizardState} from '../state.ts';
import {plural} from '../words.ts';
import type {StepScreen} from './step-screen.ts';

/** The files against the disk, and what will happen to each. The only step that writes. */
export const review: StepScreen = {
  question: (state) =>
    state.review.plan ? filesWords(state, state.review.plan.patch) : 'Some answers are still open',
  status: (state) => [
    {label: 'Image', text: `${state.know.imageRef(state.answers)} · ${builderWords(state)}`},
    {label: 'Delegate', text: delegateWords(state)},
    {label: 'Base', text: state.know.baseRef(state.answers)},
    ...installStatus(state),
  ],
  items: (state) => {
    const {plan} = state.review;
    if (!plan) return [note({id: 'no-plan', label: 'Enter leads to the first of them.'})];
    return [
      ...(plan.patch ? [fileItem(state, plan.patch)] : []),
      ...plan.files.map((file) => fileItem(state, file)),
      directoryItem(state),
    ];
  },
};

const filesWords = (state: WizardState, patch: PatchedFile | undefined): string =>
  patch === undefined
    ? `These files will be written to ${directoryOf(state)}`
    : `Your file stays where it is; the others go to ${directoryOf(state)}`;

/** Where this program does not deploy, who does. */
function installStatus({answers}: WizardState): {readonly label: string; readonly text: string}[] {
  const install = INSTALL_ROWS.find(({name}) => name === wordAt(answers, 'delegate.install'));
  if (install === undefined || install.name === 'manifest') return [];
  return [
    {
      label: 'Deploy',
      text: `with ${install.name}: write the files, and the commands for it are shown at the end`,
    },
  ];
}

function builderWords(state: WizardState): string {
  const {recommended, options} = state.know.advise(state.answers);
  const chosen = wordAt(state.answers, 'build.builder');
  const builder = chosen === 'recommended' || chosen === '' ? recommended : chosen;
  if (builder === 'outside') return 'built outside the cluster';
  return `built with ${options.find((option) => option.builder === builder)?.label ?? 'no builder yet'}`;
}

const delegateWords = ({answers}: WizardState): string =>
  [
    `${wordAt(answers, 'delegate.name')} in ${wordAt(answers, 'delegate.namespace')}`,
    `account ${wordAt(answers, 'delegate.accountId') || 'not answered yet'}`,
  ].join(' · ');

const STATES: Readonly<Record<FileComparison['state'], FileRow['state']>> = {
  new: 'new',
  unchanged: 'unchanged',
  changed: 'changed',
  edited: 'changed',
  blocked: 'blocked',
};

function fileItem(state: WizardState, file: PlannedFile | PatchedFile): Item {
  const comparison = comparisonOf(state, file.path);
  return {
    row: {
      kind: 'file',
      id: `file:${file.path}`,
      label: file.path,
      state: comparison ? STATES[comparison.state] : 'new',
      action: comparison ? actionOf(state, comparison) : 'looking at the disk',
      ...detailOf(state, file, comparison),
      ...(comparison && isInTheWay(state, comparison) && directoryTrouble(state) === undefined
        ? {
            problem: {
              severity: 'error',
              message: `${comparison.reason ?? 'something else is in the way'}: ${wayOut(state, file.path)}`,
            },
          }
        : {}),
    },
    file: file.path,
  };
}

function detailOf(
  state: WizardState,
  file: PlannedFile | PatchedFile,
  comparison: FileComparison | undefined,
): {readonly detail?: string} {
  if ('edits' in file) return {detail: plural(file.edits.length, 'edit')};
  if (file.role === 'token' || comparison?.state === 'unchanged' || comparison?.state === 'blocked')
    return {};
  if (comparison?.current === undefined) return {detail: `${file.content.split('\n').length - 1} lines`};
  const {added, removed} = state.know.changes(comparison.current, shownContent(file));
  const edited = comparison.state === 'edited' ? ', not as we wrote it' : '';
  return {detail: `+${added} -${removed}${edited}`};
}

const directoryItem = (state: WizardState): Item => ({
  row: {
    kind: 'text',
    id: 'directory',
    label: 'Directory',
    value: state.review.directory,
    placeholder: defaultDirectory(state),
  },
  text: state.review.directory,
  setText: (state, directory) => ({...state, review: {...state.review, directory}}),
});
