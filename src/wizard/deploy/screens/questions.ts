import type {ObjectConflicts} from '../../../domain/deploy/events.ts';
import {objectTitle} from '../../../domain/deploy/object-ref.ts';
import type {Question} from '../effects.ts';
import {noteItem} from '../../item.ts';
import type {DeployItem, DeployScreen} from '../item.ts';
import {placeName} from '../words.ts';

type Kind = Exclude<Question['kind'], 'confirm'>;

/** Each field below its object, with the manager that has set it. */
const conflictItems = (objects: readonly ObjectConflicts[]): DeployItem[] =>
  objects.flatMap(({ref, conflicts}, place): DeployItem[] => [
    {row: {kind: 'heading', id: `object:${place}`, label: objectTitle(ref)}},
    ...conflicts.map(({field, manager}, index): DeployItem => ({
      row: {
        kind: 'result',
        id: `conflict:${place}:${index}`,
        state: 'warning',
        label: field,
        detail: `is set by ${manager}`,
      },
    })),
  ]);

/** Questions in the middle of a run; their rows take the place of the rollout's. */
export const QUESTIONS: Readonly<Record<Kind, DeployScreen>> = {
  'take-over': {
    question: (state) => `Take over fields of others, on ${placeName(state)}?`,
    items: ({asking}) => (asking?.kind === 'take-over' ? conflictItems(asking.conflicts) : []),
    verdict: () => ({
      tone: 'warning',
      text: 'Other programs set these fields. y takes them over, and those programs may set them again; n leaves everything as it is.',
    }),
  },
  undo: {
    question: (state) => `Take back what was applied, on ${placeName(state)}?`,
    items: ({asking}) => (asking?.kind === 'undo' ? undoItems(asking) : []),
    verdict: ({asking}) =>
      asking?.kind === 'undo' && asking.remove.length > 0
        ? {tone: 'warning', text: 'What is deleted was created by this rollout. y goes ahead, n goes back.'}
        : {tone: 'notice', text: 'y puts it back as it was before, n goes back.'},
  },
  login: {
    question: (state) => `The login to ${placeName(state)} has run out`,
    items: ({asking}) =>
      asking?.kind === 'login'
        ? [
            {row: {kind: 'result', id: 'need', state: 'warning', label: asking.message}},
            noteItem(
              'how',
              'Enter runs kubectl in this terminal, so that it can ask you. Then this goes on.',
            ),
          ]
        : [],
    verdict: () => ({tone: 'notice', text: 'enter logs in, esc goes on without.'}),
  },
};

function undoItems({restore, remove, keep}: Extract<Question, {kind: 'undo'}>): DeployItem[] {
  const row = (id: string, label: string, detail?: string): DeployItem => ({
    row: {
      kind: 'result',
      id,
      state: 'notice',
      label,
      ...(detail === undefined ? {} : {detail}),
    },
  });
  return [
    ...restore.map((ref, index) => row(`restore:${index}`, `put back ${objectTitle(ref)} as it was`)),
    ...remove.map(({note, ...ref}, index) => row(`remove:${index}`, `delete ${objectTitle(ref)}`, note)),
    ...keep.map(({ref, why}, index) => row(`keep:${index}`, `keep ${objectTitle(ref)}:`, why)),
  ];
}
