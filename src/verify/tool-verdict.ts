import type {ToolCheck, ToolCheckReport} from '../domain/build-run/read-tool-check.ts';
import {TIMEOUT_CODE, TOOL_SECONDS} from '../domain/build-run/tool-check-script.ts';

/** `unsure`: it runs, and nothing says which version it is. `unseen`: the check ended before it. */
export type ToolState = 'ok' | 'unsure' | 'other-version' | 'missing' | 'broken' | 'unseen';

export interface ToolVerdict extends ToolCheck {
  readonly state: ToolState;
  /** What was found, for people. */
  readonly text: string;
}

const BAD: readonly ToolState[] = ['other-version', 'missing', 'broken', 'unseen'];

export const isBad = ({state}: Pick<ToolVerdict, 'state'>): boolean => BAD.includes(state);

/** What became of each tool, in the order in which they were asked for. */
export const toolVerdicts = ({checks, complete}: ToolCheckReport): ToolVerdict[] =>
  checks.map((check) => {
    const state = stateOf(check, complete);
    return {...check, state, text: textOf(check, state)};
  });

function stateOf({found, matches, exitCode = 0}: ToolCheck, complete: boolean): ToolState {
  if (!found) return complete ? 'missing' : 'unseen';
  if (matches === true) return 'ok';
  if (exitCode !== 0) return 'broken';
  return matches === 'unknown' ? 'unsure' : 'other-version';
}

function textOf({program, version, printed = '', exitCode = 0}: ToolCheck, state: ToolState): string {
  switch (state) {
    case 'ok':
      return printed;
    case 'unsure':
      if (printed === '') return 'it is there';
      return version === '' ? printed : `it says ${printed}`;
    case 'other-version':
      return `another version: ${printed}`;
    case 'missing':
      return `${program} is not on PATH`;
    case 'broken':
      return exitCode === TIMEOUT_CODE
        ? `it did not answer within ${TOOL_SECONDS} s`
        : `it ends with code ${exitCode}${printed === '' ? '' : `: ${printed}`}`;
    case 'unseen':
      return 'the check ended before it was looked at';
  }
}

const WORDS: Readonly<Record<ToolState, string>> = {
  ok: 'answers',
  unsure: 'answers',
  'other-version': 'has another version',
  missing: 'is missing',
  broken: 'does not run',
  unseen: 'was not looked at',
};

/** The bad ones in a few words: `helm is missing, kubectl has another version`. Empty when all are well. */
export const badWords = (verdicts: readonly ToolVerdict[]): string =>
  verdicts
    .filter(isBad)
    .map(({tool, state}) => `${tool} ${WORDS[state]}`)
    .join(', ');
