import type {TargetChoice} from '../effects.ts';
import {noteItem} from '../../item.ts';
import type {DeployItem, DeployScreen} from '../item.ts';
import type {DeployState} from '../state.ts';

const PRACTICE_ID = 'practice';

/** Where Esc leads: nobody is to fear for the answers. */
const staying = ({job}: DeployState): DeployItem =>
  noteItem(
    'staying',
    job.hasReview === true
      ? 'Esc goes back to the review, with all your answers; nothing is applied.'
      : 'Esc leaves: nothing is applied, and the files stay.',
  );

/** Which cluster. The list always ends with the practice cluster. */
export const target: DeployScreen = {
  question: () => 'Deploy to which cluster?',
  status: ({job}) => [
    {label: 'deploy', text: [job.name, job.file].filter(Boolean).join(' · ')},
    {label: 'namespace', text: job.namespace || 'that of the context'},
  ],
  items: (state) => {
    const {contexts, listFailure} = state;
    if (listFailure !== undefined) return [...failureItems(listFailure), practice(state), staying(state)];
    // Nothing to choose yet: what stands first would be another row a moment later.
    if (contexts === undefined)
      return [{row: {kind: 'result', id: 'reading', state: 'running', label: 'reading your kubeconfig'}}];
    return [
      ...contexts.choices.map(choiceItem),
      practice(state),
      ...contexts.notices.map((text, index) => noteItem(`notice:${index}`, text)),
      staying(state),
    ];
  },
};

const choiceItem = ({context, server, namespace, current}: TargetChoice): DeployItem => ({
  row: {
    kind: 'choose',
    id: `context:${context}`,
    label: context,
    detail: [
      server,
      ...(current ? ['current context'] : []),
      ...(namespace === 'default' ? [] : [namespace]),
    ].join(' · '),
  },
  choice: {context},
});

const practice = ({scenarios}: DeployState): DeployItem => ({
  row: {
    kind: 'choose',
    id: PRACTICE_ID,
    label: 'practice',
    detail: 'a pretend cluster in this program, to try things out',
  },
  choice: scenarios.length === 0 ? {} : 'scenarios',
});

const failureItems = ({message, next}: NonNullable<DeployState['listFailure']>): DeployItem[] => [
  {row: {kind: 'result', id: 'failure', state: 'error', label: message}},
  ...next.map((line, index) => noteItem(`next:${index}`, line)),
];

/** The row to begin at: the practice cluster when that is what was asked for, else the current context. */
export const firstTarget = (state: DeployState): string => (state.prefersPractice ? PRACTICE_ID : '');
