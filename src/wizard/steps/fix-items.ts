import type {FilledFile} from '../../domain/existing/fill-answers.ts';
import type {FileFix} from '../../domain/existing/existing-file.ts';
import type {Item} from '../item.ts';
import type {WizardState} from '../state.ts';

interface FixRow {
  readonly label: string;
  /** What is chosen by consent, and what comes of either. */
  readonly fixed: string;
  readonly detail: string;
  readonly asItIs: string;
}

const ROWS: Readonly<Record<FileFix, FixRow>> = {
  fixSelector: {
    label: 'Selector',
    fixed: 'its own',
    detail: 'a Deployment that runs already must be deleted first',
    asItIs: 'a second delegate of that kind would share its pods',
  },
  fixAutoscaler: {
    label: 'Autoscaler',
    fixed: 'this delegate',
    detail: 'it sets the replicas of this delegate from then on',
    asItIs: 'it aims at a Deployment that the file does not make',
  },
};

/** Changes that a file could do with, and that are made only where they are chosen. */
export const fixItems = (existing: FilledFile): Item[] =>
  existing.file.fixable.map((fix) => item(existing, fix));

function item({fixes}: FilledFile, fix: FileFix): Item {
  const {label, fixed, detail, asItIs} = ROWS[fix];
  const isChosen = fixes?.[fix] === true;
  return {
    row: {
      kind: 'options',
      id: `existing:${fix}`,
      label,
      options: [
        {label: 'as in the file', selected: !isChosen},
        {label: fixed, selected: isChosen},
      ],
      detail: isChosen ? detail : asItIs,
    },
    change: (state) => toggled(state, fix),
    toggle: (state) => toggled(state, fix),
  };
}

function toggled(state: WizardState, fix: FileFix): WizardState {
  const {existing} = state;
  if (existing === undefined) return state;
  const fixes = {...existing.fixes, [fix]: existing.fixes?.[fix] !== true};
  return {...state, existing: {...existing, fixes}};
}
