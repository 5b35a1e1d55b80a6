import type {ResolvedTool} from '../catalogue/types.ts';
import {shellWord} from '../shell.ts';

/** What the check of one tool needs to know about it. */
export type CheckedTool = Pick<
  ResolvedTool,
  'name' | 'version' | 'command' | 'isDefault' | 'versionArgs' | 'source'
>;

/** First and last line of a whole report. */
export const CHECK_BEGINS = 'delegate-tui tool check 1';
export const CHECK_ENDS = 'delegate-tui tool check done';
/** One tool may take this long, in seconds, where the image has `timeout`. */
export const TOOL_SECONDS = 60;
/** `timeout` ends with this code when the time is over. */
export const TIMEOUT_CODE = 124;

/**
 * What a tool prints stands behind `| `, so that it cannot pass for a line of the report. Only shell builtins
 * are needed; a scratch directory is the home of the tools where one can be made.
 */
const FUNCTIONS = [
  'LC_ALL=C; export LC_ALL',
  'scratch="$(mktemp -d 2> /dev/null)" || scratch=""',
  'if [ -n "$scratch" ]; then',
  '  HOME="$scratch"; TMPDIR="$scratch"; export HOME TMPDIR; cd "$scratch"',
  'fi',
  'limit=""',
  `if command -v timeout > /dev/null 2>&1; then limit="timeout ${TOOL_SECONDS}"; fi`,
  'check() {',
  '  number="$1"; program="$2"; shift 2',
  '  if ! path="$(command -v "$program" 2> /dev/null)"; then echo "missing $number"; return 0; fi',
  '  echo "found $number $path"',
  '  if [ "$#" -eq 0 ]; then echo "end $number"; return 0; fi',
  '  code=0',
  '  printed="$($limit "$program" "$@" 2>&1 < /dev/null)" || code="$?"',
  // No here-document: shells keep those in files, and the file system may be read-only.
  String.raw`  printf '%s\n' "$printed" | {`,
  '    count=0',
  '    while [ "$count" -lt 40 ] && IFS= read -r line; do',
  String.raw`      printf '| %s\n' "$line"; count=$((count + 1))`,
  '    done',
  '  }',
  '  echo "end $number $code"',
  '}',
];

const user = 'echo "user $(id -u 2> /dev/null):$(id -g 2> /dev/null)"';

/** What a tool answers to on PATH: the plain name, or `helm-3.8.0` for a version beside the default one. */
export const programName = ({command, version, isDefault}: CheckedTool): string =>
  isDefault ? command : `${command}-${version}`;

function checkLine(tool: CheckedTool, index: number): string {
  const args = tool.versionArgs === '' ? [] : tool.versionArgs.split(' ');
  return ['check', String(index), ...[programName(tool), ...args].map(shellWord)].join(' ');
}

/**
 * Script for any POSIX shell (`sh -c`) that looks for every tool on PATH and asks it for its version. It always
 * ends with 0 when it came to its end; `readToolCheck` reads what it printed.
 */
export const toolCheckScript = (tools: readonly CheckedTool[]): string =>
  [
    ...FUNCTIONS,
    `echo "${CHECK_BEGINS}"`,
    user,
    ...tools.map(checkLine),
    'if [ -n "$scratch" ]; then cd /; rm -rf "$scratch"; fi',
    `echo "${CHECK_ENDS}"`,
    '',
  ].join('\n');
