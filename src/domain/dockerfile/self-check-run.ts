import type {ResolvedTool} from '../catalogue/types.ts';
import {commands, runInstruction, shellWord} from '../shell.ts';
import {versionedCommand} from './tool-lines.ts';

/**
 * A RUN that asks every tool for its version, as the user that the delegate runs as. Home and scratch files
 * go to a directory that is removed again. `undefined` without tools.
 */
export function selfCheckRun(tools: readonly ResolvedTool[]): string | undefined {
  if (tools.length === 0) return undefined;
  return runInstruction([
    'set -eu;',
    'check() {',
    '  tool="$1"; shift; echo "== $tool";',
    '  "$@" < /dev/null || { echo "$tool does not run: $*" >&2; exit 1; };',
    '};',
    'scratch="$(mktemp -d)"; export HOME="$scratch" TMPDIR="$scratch"; mkdir "$scratch/empty"; cd "$scratch/empty";',
    ...commands(tools.map(checkLine)),
    'cd /;',
    'rm -rf "$scratch"',
  ]);
}

function checkLine(tool: ResolvedTool): string {
  const label = shellWord(`${tool.name} ${tool.version}`.trim());
  const command = shellWord(tool.isDefault ? tool.command : versionedCommand(tool));
  return tool.versionArgs === ''
    ? `check ${label} command -v ${command}`
    : `check ${label} ${command} ${tool.versionArgs.split(' ').map(shellWord).join(' ')}`;
}
