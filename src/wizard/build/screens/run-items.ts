import {toolCheckWords} from '../../../domain/build-run/tool-check-words.ts';
import {clock} from '../../words.ts';
import {noteItem} from '../../item.ts';
import {resultItem, type BuildItem} from '../item.ts';
import type {BuildRun, BuildStepNews, ToolNews} from '../state.ts';

/** Lines of the builder under the step that runs. */
const TAIL_LINES = 4;
/** Of one such line, in characters: it is a sign of life, the log has all of it. */
const TAIL_LENGTH = 70;
/** Steps that took less say no time. */
const WORTH_MS = 1000;

/** What a run has told so far: its steps, then its tools, then why it failed. */
export function runItems(run: BuildRun | undefined): BuildItem[] {
  if (run === undefined) return [];
  return [
    ...run.steps.map((step, index) => stepItem(run, step, index)),
    ...waiting(run),
    ...tail(run),
    ...toolItems(run),
    ...failureItems(run),
  ];
}

function stepItem({afterMs, ended}: BuildRun, step: BuildStepNews, index: number): BuildItem {
  const {number, of, title, sinceMs, tookMs, cached, failed, tool} = step;
  const count = number === undefined ? '' : `${number}${of === undefined ? '' : `/${of}`} `;
  const label = `${count}${title}`;
  const id = `step:${index}`;
  if (tookMs === undefined && ended !== undefined) return resultItem(id, 'notice', label, '· broken off');
  if (tookMs === undefined)
    return resultItem(
      id,
      'running',
      label,
      [tool === undefined ? '' : `· ${tool}`, `· ${clock(afterMs - sinceMs)}`].filter(Boolean).join(' '),
    );
  const time = cached === true ? '· kept from before' : tookMs >= WORTH_MS ? `· ${clock(tookMs)}` : undefined;
  return resultItem(id, failed === true ? 'error' : 'ok', label, time);
}

/** Between two steps, and before the first one. */
function waiting({steps, ended, kind, built}: BuildRun): BuildItem[] {
  if (ended !== undefined || steps.some(({tookMs}) => tookMs === undefined)) return [];
  const words =
    kind === 'push' ? 'asking the registry' : built === undefined ? 'starting' : 'asking the tools';
  return [resultItem('waiting', 'running', words)];
}

const tail = ({output, ended, built}: BuildRun): BuildItem[] =>
  ended !== undefined || built !== undefined
    ? []
    : output
        .filter((line) => line.trim() !== '')
        .slice(-TAIL_LINES)
        .map((line, index) => noteItem(`tail:${index}`, shown(line)));

function shown(line: string): string {
  const characters = Array.from(line);
  return `│ ${characters.length > TAIL_LENGTH ? `${characters.slice(0, TAIL_LENGTH - 1).join('')}…` : line}`;
}

function toolItems({tools, users}: BuildRun): BuildItem[] {
  if (users.length === 0) return [];
  const heading: BuildItem = {
    row: {
      kind: 'heading',
      id: 'tools',
      label: 'Tools of the image',
      detail: `as user ${users.join(' and as ')}`,
    },
  };
  return [heading, ...tools.map((news, index) => toolItem(news, {index, users}))];
}

/** Found, asked for, printed; and for whom, where that makes a difference. */
function toolItem(
  {check, ok, users}: ToolNews,
  {index, users: all}: {readonly index: number; readonly users: readonly string[]},
): BuildItem {
  const whom = users.length < all.length && !ok ? ` (as user ${users.join(', ')})` : '';
  const asked = [check.tool, check.version].filter(Boolean).join(' ');
  return resultItem(`tool:${index}`, ok ? 'ok' : 'error', `${asked} ·`, `${toolCheckWords(check)}${whom}`);
}

function failureItems({failure, log}: BuildRun): BuildItem[] {
  if (failure === undefined) return [];
  return [
    ...failure.output.slice(-TAIL_LINES).map((line, index) => noteItem(`last:${index}`, shown(line))),
    resultItem('failure', 'error', failure.cause),
    ...failure.next.map((line, index) => resultItem(`next:${index}`, 'notice', line)),
    ...(log === undefined ? [] : [resultItem('log', 'notice', 'The whole log:', log)]),
  ];
}
