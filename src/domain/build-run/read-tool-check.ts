import {sanitiseLine} from '../text.ts';
import {matchVersion, tellingLine} from './match-version.ts';
import {CHECK_BEGINS, CHECK_ENDS, programName, type CheckedTool} from './tool-check-script.ts';

/** What became of one tool. */
export interface ToolCheck {
  readonly tool: string;
  /** The version asked for, without a leading v; empty when any will do. */
  readonly version: string;
  /** What it answers to on PATH. */
  readonly program: string;
  /** Where PATH leads. */
  readonly path?: string;
  readonly found: boolean;
  /** The line with its version, else the first one that says something; safe to print. */
  readonly printed?: string;
  /** `unknown`: no version was asked for, or what it prints holds none. */
  readonly matches: boolean | 'unknown';
  /** Of its version command; not there when it was not run. */
  readonly exitCode?: number;
}

export interface ToolCheckReport {
  /** One for each tool, in their order. A tool that the report says nothing of is not found. */
  readonly checks: readonly ToolCheck[];
  /** The script came to its end. When it did not, what is missing may only not have been looked at. */
  readonly complete: boolean;
  /** `1001:0`: who it ran as. */
  readonly user?: string;
}

interface Seen {
  path?: string;
  exitCode?: number;
  readonly lines: string[];
}

/** Reads what `toolCheckScript` printed for the same tools. Lines before its first and after its last one do not count. */
export function readToolCheck(output: string, tools: readonly CheckedTool[]): ToolCheckReport {
  const lines = output.split(/\r?\n/);
  const begin = lines.indexOf(CHECK_BEGINS);
  const own = begin < 0 ? [] : lines.slice(begin + 1);
  const end = own.indexOf(CHECK_ENDS);
  const seen = new Map<number, Seen>();
  let user: string | undefined;
  let current: Seen | undefined;
  for (const line of end < 0 ? own : own.slice(0, end)) {
    const [, word, number = '', rest = ''] = /^(found|end) (\d+)(?: (.*))?$/.exec(line) ?? [];
    if (line.startsWith('| ')) current?.lines.push(line.slice(2));
    else if (line.startsWith('user ')) user ??= /^user (\d+:\d+)$/.exec(line)?.[1];
    else if (word === 'found') {
      current = {lines: [], path: rest};
      seen.set(Number(number), current);
    } else if (word === 'end' && current !== undefined && /^\d+$/.test(rest)) current.exitCode = Number(rest);
  }
  return {
    checks: tools.map((tool, index) => checkOf(tool, seen.get(index))),
    complete: end >= 0,
    ...(user === undefined ? {} : {user}),
  };
}

function checkOf(tool: CheckedTool, seen: Seen | undefined): ToolCheck {
  const common = {tool: tool.name, version: tool.version, program: programName(tool)};
  if (seen === undefined) return {...common, found: false, matches: false};
  const printed = tellingLine(seen.lines, tool.version);
  return {
    ...common,
    found: true,
    ...(seen.path?.startsWith('/') ? {path: sanitiseLine(seen.path)} : {}),
    ...(printed === undefined ? {} : {printed: sanitiseLine(printed, {maxLength: 200}).trim()}),
    matches: matchVersion(tool, seen.lines.join('\n')),
    ...(seen.exitCode === undefined ? {} : {exitCode: seen.exitCode}),
  };
}
