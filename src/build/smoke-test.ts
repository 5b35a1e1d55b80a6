import {randomInt, randomUUID} from 'node:crypto';
import type {BuildEvent} from '../domain/build-run/build-events.ts';
import {readToolCheck, type ToolCheckReport} from '../domain/build-run/read-tool-check.ts';
import {toolCheckScript, TOOL_SECONDS, type CheckedTool} from '../domain/build-run/tool-check-script.ts';
import {toolCheckPasses, toolCheckWords} from '../domain/build-run/tool-check-words.ts';
import {explainFailure} from '../domain/build-run/explain-failure.ts';
import {callBuilder, QUESTION_TIMEOUT_MS} from '../services/builder/builder-call.ts';
import type {ReadyBuilder} from '../services/builder/find-builder.ts';
import type {RunResult} from '../services/run.ts';

export interface SmokeTestRequest {
  readonly builder: ReadyBuilder;
  /** As people call it. */
  readonly reference: string;
  readonly id: string;
  readonly tools: readonly CheckedTool[];
  readonly signal?: AbortSignal;
}

export type SmokeTestEnd = 'passed' | 'failed' | 'cancelled';

/** The delegate's own user. */
const DELEGATE_USER = '1001:0';
/** OpenShift takes users from ranges such as 1000810000 to 1000819999; a rootless builder has fewer of them. */
const MADE_UP = {any: [1_000_000_000, 1_900_000_000], rootless: [2000, 60_000]} as const;
/** A script whose report is not whole is run again: chroot isolation may lose the last lines. */
const TRIES = 5;

/**
 * Runs the image as the delegate's user and as one that a cluster may make up, and lets it tell the version of
 * each tool. Nothing of it stays. Never throws.
 */
export async function* smokeTest(
  request: SmokeTestRequest,
): AsyncGenerator<BuildEvent, SmokeTestEnd, undefined> {
  const {builder, reference, tools} = request;
  const [from, to] = MADE_UP[builder.facts.rootless === true ? 'rootless' : 'any'];
  const failed = new Set<string>();
  for (const user of [DELEGATE_USER, `${randomInt(from, to)}:0`]) {
    yield {type: 'checking', image: reference, user, tools: tools.length};
    const checked = await checkAs(request, user);
    if (checked.result.end === 'stopped' || request.signal?.aborted) return 'cancelled';
    if (!checked.report.complete) {
      yield notRun(request, user, checked.result);
      return 'failed';
    }
    const bad: string[] = [];
    for (const check of checked.report.checks) {
      const ok = toolCheckPasses(check);
      if (!ok) bad.push(`${check.tool}: ${toolCheckWords(check)}`);
      yield {type: 'tool-check', user, ok, check};
    }
    yield {type: 'checked', user, ok: bad.length === 0, failed: bad};
    for (const line of bad) failed.add(line);
  }
  if (failed.size === 0) return 'passed';
  yield {
    type: 'failure',
    code: 'tool-check',
    output: [],
    cause: `${failed.size === 1 ? 'A tool does' : 'Some tools do'} not work in the image: ${[...failed].join('; ')}.`,
    next: [
      'Mend the Dockerfile or the chosen tools, and build again. The image stays here; it is not pushed.',
    ],
  };
  return 'failed';
}

interface Checked {
  readonly report: ToolCheckReport;
  readonly result: RunResult;
}

async function checkAs({builder, id, tools, signal}: SmokeTestRequest, user: string): Promise<Checked> {
  const {row} = builder;
  const script = toolCheckScript(tools);
  const limits = {
    timeoutMs: QUESTION_TIMEOUT_MS + tools.length * TOOL_SECONDS * 1000,
    ...(signal === undefined ? {} : {signal}),
  };
  for (let tries = 1; ; tries += 1) {
    const run = {image: id, name: `delegate-tui-${randomUUID()}`, user, script};
    let result: RunResult | undefined;
    let isOver = false;
    try {
      if (row.prepare !== undefined) result = await callBuilder(builder, {args: row.prepare(run), ...limits});
      if (result?.ok !== false) result = await callBuilder(builder, {args: row.runScript(run), ...limits});
      isOver = result.end === 'exited' && result.ok;
    } finally {
      // A container that ended by itself is gone already, where the builder sees to that.
      if (row.prepare !== undefined || !isOver)
        await callBuilder(builder, {args: row.removeContainer(run.name), timeoutMs: QUESTION_TIMEOUT_MS});
    }
    const report = readToolCheck(result.stdout, tools);
    if (report.complete || !isOver || tries === TRIES) return {report, result};
  }
}

function notRun({builder}: SmokeTestRequest, user: string, {end, stderr}: RunResult): BuildEvent {
  const lines = stderr.split('\n');
  const {row} = builder;
  const why = explainFailure('probe', lines, {builder: row.label, program: row.name});
  const text = end === 'timeout' ? 'it did not end in time' : why.cause;
  return {
    type: 'failure',
    code: 'check-not-run',
    output: lines.slice(-5),
    cause: `The image could not be checked as user ${user}: ${text}`,
    next:
      why.code === 'unknown'
        ? [
            row.name === 'buildah'
              ? 'Start the image by hand to see why, or leave the check out with --skip-smoke-test.'
              : 'Start the image by hand to see why. Buildah can do without what this machine lacks: build and check with --builder-tool buildah.',
          ]
        : why.next,
  };
}
