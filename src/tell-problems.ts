import type {Problem} from './domain/problem.ts';
import {printLines} from './io.ts';
import type {Io} from './io.ts';
import {problemLines} from './problem-lines.ts';

export const isError = ({severity}: Problem): boolean => severity === 'error';

/** One value as one line of NDJSON. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** Problems as lines on standard error, or as events on standard output. */
export function tellProblems(
  problems: readonly Problem[],
  {io, json}: {readonly io: Io; readonly json: boolean},
): void {
  if (json) for (const problem of problems) io.out(jsonLine({type: 'problem', ...problem}));
  else printLines(io.err, problemLines(problems));
}
