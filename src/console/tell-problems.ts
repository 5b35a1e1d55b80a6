import type {Problem} from '../domain/problem.ts';
import {printLines} from './io.ts';
import type {Io} from './io.ts';
import {problemLines} from './problem-lines.ts';

export const isError = ({severity}: Problem): boolean => severity === 'error';

/** What JSON lets through and a terminal obeys or hides: 8-bit controls, bidi marks, invisible characters. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;
const escapes = (text: string): string =>
  text
    .split('')
    .map((unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** One value as one line of NDJSON, which may be printed on a terminal. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value).replaceAll(UNSEEN, escapes)}\n`;

/**
 * Problems as lines on standard error, or as events on standard output. Notices are told by who makes or looks
 * through what they are about (`notices`), once; who only reads it to do something else tells what matters to that.
 */
export function tellProblems(
  problems: readonly Problem[],
  {
    io,
    json,
    notices = false,
  }: {
    readonly io: Pick<Io, 'out' | 'err'>;
    readonly json: boolean;
    readonly notices?: boolean;
  },
): void {
  const told = notices ? problems : problems.filter(({severity}) => severity !== 'notice');
  if (json) for (const problem of told) io.out(jsonLine({type: 'problem', ...problem}));
  else printLines(io.err, problemLines(told));
}
