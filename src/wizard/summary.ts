import type {PartialAnswers} from '../domain/answers.ts';
import type {Knowledge} from './knowledge.ts';
import {getAt, wordAt} from './paths.ts';
import type {WizardState} from './state.ts';
import {toolEntries} from './tool-entries.ts';

const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
const joined = (parts: readonly string[]) => parts.filter(Boolean).join(' · ');

interface Summed {
  readonly know: Knowledge;
  readonly answers: PartialAnswers;
}

/** Base image as its tag says it: `26.08.89806.minimal`. */
function base({answers}: Summed): string {
  const variant = wordAt(answers, 'base.variant');
  return [wordAt(answers, 'base.version'), variant === 'full' ? '' : variant].filter(Boolean).join('.');
}

function tools({know, answers}: Summed): string {
  const brought = know
    .tools(answers)
    .filter((tool) => tool.because !== undefined)
    .map((tool) => tool.name);
  const names = new Set([...toolEntries(answers).map((entry) => entry.name), ...brought]);
  const custom = getAt(answers, 'customTools');
  return count(names.size + (Array.isArray(custom) ? custom.length : 0), 'tool');
}

const registry = ({know, answers}: Summed): string =>
  know.registries.find((row) => row.registry === wordAt(answers, 'image.registry'))?.label ?? '';
const cluster = ({answers}: Summed): string =>
  wordAt(answers, 'cluster.type') === 'openshift' ? 'OpenShift' : 'Kubernetes';

/** The image once its step was reached, before that the kind of registry. */
function image(state: WizardState): string {
  const isNamed =
    wordAt(state.answers, 'image.repository') !== '' && state.step !== 'start' && state.step !== 'tools';
  return isNamed ? state.know.imageRef(state.answers) : registry(state);
}

/** The whole answer so far in one line, behind a word for practice; empty before anything was chosen. */
export const summaryOf = (state: WizardState): string =>
  joined([
    state.practice ? 'practice' : '',
    ...(state.begun ? [base(state), tools(state), image(state), cluster(state)] : []),
  ]);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-21` as `21 Nov`; empty for anything else. */
function shortDay(day: string): string {
  const [, month, date] = /^\d{4}-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? '' : `${Number(date)} ${name}`;
}

/** What the start says about the answers of last time: `4 tools · Amazon ECR · OpenShift · 12 Nov`. `day`: `2026-11-12`. */
export const startDetail = (last: Summed & {readonly day?: string}): string =>
  joined([tools(last), registry(last), cluster(last), shortDay(last.day ?? '')]);
