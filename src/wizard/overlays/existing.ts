import {draft} from '../answering.ts';
import {heading, note, type Item} from '../item.ts';
import {only, say, type Result, type WizardState} from '../state.ts';
import {delegateRow, startFromFile} from '../start-from-file.ts';
import type {StepScreen} from '../steps/step-screen.ts';

const ID = 'existing-path';

/** Path of a file that installs a delegate already, and which delegate of several. */
export const existing: StepScreen = {
  question: () => 'Start from an existing manifest',
  items: (state) => [...several(state), pathItem(state), ...NOTES],
};

const NOTES: readonly Item[] = [
  note({id: 'existing-kinds', label: 'A Kubernetes manifest, values of the Helm chart, or Terraform.'}),
  note({id: 'existing-write', label: 'It is only read now. You see every edit before it is written.'}),
];

function pathItem(state: WizardState): Item {
  const text = state.drafts[ID] ?? '';
  const problem = state.overlay?.kind === 'existing' ? state.overlay.problem : undefined;
  return {
    row: {
      kind: 'text',
      id: ID,
      label: 'File',
      value: text,
      placeholder: 'harness-delegate.yaml',
      ...(problem === undefined ? {} : {problem: {severity: 'error', message: problem}}),
    },
    text,
    // Another name: what was found out about the one before no longer holds.
    setText: (state, text) => ({...draft(state, ID, text), overlay: {kind: 'existing'}}),
    pick: load,
  };
}

function load(state: WizardState): Result {
  const path = (state.drafts[ID] ?? '').trim();
  if (path === '')
    return only(say(state, 'error', 'Type the path of the file, such as harness-delegate.yaml.'));
  return [{...state, busy: 'loading', overlay: {kind: 'existing'}}, [{type: 'load-manifest', path}]];
}

function several({overlay}: WizardState): Item[] {
  if (overlay?.kind !== 'existing' || overlay.several === undefined) return [];
  const {path, text, names} = overlay.several;
  return [
    heading('Which delegate of the file?'),
    ...names.map((delegate, index): Item => ({
      row: {kind: 'choose', id: delegateRow(index), label: delegate},
      pick: (state) => only(startFromFile(state, {path, text, delegate})),
    })),
    heading('Or another file'),
  ];
}
