import type {ToolCheck} from './read-tool-check.ts';
import {TIMEOUT_CODE, TOOL_SECONDS} from './tool-check-script.ts';

/** Whether the tool is there, runs, and is not another version than the one asked for. */
export const toolCheckPasses = ({found, exitCode = 0, matches}: ToolCheck): boolean =>
  found && exitCode === 0 && matches !== false;

/** What became of a tool, in a few words without a full stop. */
export function toolCheckWords(check: ToolCheck): string {
  const {found, exitCode = 0, matches, program, version, printed} = check;
  const said = printed === undefined ? '' : `: ${printed}`;
  if (!found) return `not found: ${program} is not on PATH`;
  if (exitCode === TIMEOUT_CODE) return `did not answer within ${TOOL_SECONDS} s`;
  if (exitCode === 126 || exitCode === 127) return `cannot be started (exit code ${exitCode})${said}`;
  if (exitCode !== 0) return `does not run (exit code ${exitCode})${said}`;
  if (matches === false) return `another version than ${version}${said}`;
  if (printed === undefined) return 'found';
  return matches === true ? `ok${said}` : `runs${said}`;
}
