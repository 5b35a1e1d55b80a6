import type {Problem} from '../domain/problem.ts';
import {sanitiseLine} from '../domain/text.ts';

const word = ({code, severity}: Problem): string =>
  severity === 'error' ? (code === 'missing' ? 'missing' : 'wrong') : severity;

/** Where the value stands, for what came from a file. What is missing stands nowhere. */
const place = ({code, source}: Problem): string =>
  source && code !== 'missing' ? `${source.file}:${source.line}:${source.column}: ` : '';

/**
 * One line for each problem, in columns: what it is, the answer, its flag, and the sentence, with
 * `file:line:column` in front where the value came from a file.
 */
export function problemLines(problems: readonly Problem[]): string[] {
  const rows = problems.map(
    (problem) =>
      [word(problem), problem.field === problem.flag ? '' : problem.field, problem.flag ?? ''] as const,
  );
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return problems.map((problem, index) => {
    const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const filled = cells.filter((_, column) => widths[column] !== 0);
    return sanitiseLine([...filled, place(problem) + problem.message].join('  '));
  });
}
