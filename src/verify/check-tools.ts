import {readToolCheck} from '../domain/build-run/read-tool-check.ts';
import {toolCheckScript, type CheckedTool} from '../domain/build-run/tool-check-script.ts';
import {execScript} from '../services/kubectl/exec.ts';
import type {ExecFailure} from '../services/kubectl/exec-failures.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {toolVerdicts, type ToolVerdict} from './tool-verdict.ts';

export interface ToolsRequest {
  readonly connection: Connection;
  readonly pod: string;
  readonly container: string;
  readonly tools: readonly CheckedTool[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type ToolsChecked =
  | {readonly verdicts: readonly ToolVerdict[]; readonly user?: string}
  | {readonly failure: ExecFailure};

/** Asks every tool inside the running delegate for its version. Never throws. */
export async function checkTools({tools, ...request}: ToolsRequest): Promise<ToolsChecked> {
  const result = await execScript({...request, script: toolCheckScript(tools)});
  if (result.state === 'failed') return {failure: result};
  const report = readToolCheck(result.stdout, tools);
  return {verdicts: toolVerdicts(report), ...(report.user === undefined ? {} : {user: report.user})};
}
