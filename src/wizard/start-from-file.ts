import {readExisting} from '../domain/existing/existing-file.ts';
import {contradicted, fillAnswers} from '../domain/existing/fill-answers.ts';
import type {Problem} from '../domain/problem.ts';
import {replaceAnswers} from './answering.ts';
import {holdAnswers} from './leaving.ts';
import {goTo} from './navigation.ts';
import {say, type WizardState} from './state.ts';

interface Given {
  readonly path: string;
  readonly text: string;
  /** One of several. */
  readonly delegate?: string;
}

/** Row of the overlay at which a delegate is chosen. */
export const delegateRow = (index: number): string => `existing-delegate:${index}`;

/** What a reading found wrong, as a sentence of its own. */
const sentence = ({field, message}: Problem): string =>
  /^[A-Z]/.test(message) ? `${field}: ${message}` : `${field} ${message}.`;

/**
 * Starts from a file that installs a delegate already: its answers are filled in and the steps follow. A file with
 * several delegates asks which one, any other file is told in the overlay; then nothing changes.
 */
export function startFromFile(state: WizardState, given: Given): WizardState {
  const reading = readExisting({...given, today: state.today});
  if (reading.state === 'foreign')
    return {...state, overlay: {kind: 'existing', problem: sentence(reading.problem)}};
  if (reading.state === 'choose') {
    const {path, text} = given;
    return {
      ...state,
      overlay: {kind: 'existing', several: {path, text, names: reading.names}},
      focus: {...state.focus, existing: delegateRow(0)},
    };
  }
  const {layers, today} = state;
  const {answers, existing} = fillAnswers(layers, {file: reading.file, today});
  const {choices: _choices, ...review} = state.review;
  const filled = replaceAnswers({...state, existing, begun: true, review: {...review, choices: {}}}, answers);
  return say(goTo(holdAnswers(filled), 'tools'), ...greeting(existing.file, layers.flags));
}

function greeting(
  file: Parameters<typeof contradicted>[0],
  flags: unknown,
): readonly ['notice' | 'warning', string] {
  const ignored = contradicted(file, flags);
  const {name, namespace, path} = file;
  if (ignored.length > 0)
    return [
      'warning',
      `${ignored.join(', ')} of the command line does not count: ${path} says it, and only you change it there.`,
    ];
  const who = [name, namespace === '' ? '' : `in ${namespace}`].filter(Boolean).join(' ');
  return [
    'notice',
    `Answers are filled from ${path}${who === '' ? '' : `: ${who}`}. The review shows every edit of it.`,
  ];
}
