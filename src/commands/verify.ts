import {join} from 'node:path';
import {FILE_NAMES} from '../domain/plan.ts';
import {resolveTools} from '../domain/tools.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import {apiKeyOf} from '../services/harness-api.ts';
import {shellPath, shellQuote} from '../console/shell-quote.ts';
import {jsonLine} from '../console/tell-problems.ts';
import {verifyLines} from '../verify/verify-lines.ts';
import {verify} from '../verify/verify.ts';
import {lookOnce, type Looking, type LookRun} from './status/look-once.ts';

/** Of the tool check. */
const TIMEOUT_MS = 60_000;
const PRACTICE_PRESET = 'kubernetes';

/**
 * Proves that a running delegate has its tools and is registered.
 *
 * @throws UserError when the answers cannot be read
 */
export const runVerify = async (run: LookRun): Promise<ExitCode> =>
  await lookOnce(practising(run), ['--context', '--name'], async (looking) => await lookAt(run, looking));

/** On the practice cluster an example of tools will do. */
function practising(run: LookRun): LookRun {
  const {options} = run.args;
  const {practice, preset, output} = options;
  return practice === undefined || preset !== undefined || output !== undefined
    ? run
    : {...run, args: {...run.args, options: {...options, preset: PRACTICE_PRESET}}};
}

/** Offers the generated validation pipeline, which checks the same from inside Harness. */
function lastStep({args}: LookRun): string {
  const {output, preset} = args.options;
  const how =
    output === undefined
      ? `Make it with ${preset === undefined ? 'your answers file' : 'the same answers'}: npx delegate-tui generate --preset ${preset === undefined ? 'FILE' : shellQuote(preset)} --print validation`
      : `It is ${shellPath(join(output, FILE_NAMES.validation))}.`;
  return `Last, run the validation pipeline in Harness: it lets the delegate itself run each tool. ${how}`;
}

async function lookAt(run: LookRun, {opened, expected, signals, name}: Looking): Promise<ExitCode> {
  const {args, io, now} = run;
  const {json, timeout = TIMEOUT_MS} = args.options;
  const {connection, practice} = opened;
  const {answers} = expected;
  const apiKey = apiKeyOf(io.env);
  const {leave} = signals.controls;
  const events = verify({
    connection,
    name: name ?? '',
    said: expected,
    timeoutMs: timeout,
    now: now.getTime(),
    lastStep: lastStep(run),
    ...(practice === undefined ? {} : {practice: practice.scenario}),
    ...(answers === undefined ? {} : {tools: resolveTools(answers)}),
    ...(apiKey === undefined ? {} : {apiKey}),
    ...(leave === undefined ? {} : {signal: leave}),
  });
  let code: ExitCode = EXIT_CODE.failed;
  for await (const event of events) {
    if (event.type === 'end') code = event.exitCode;
    if (signals.isQuiet()) continue;
    if (json) io.out(jsonLine(event));
    else printLines(io.out, verifyLines(event));
    if (event.type === 'end') printLines(io.err, [event.result.sentence]);
  }
  return leave?.aborted === true ? (signals.code() ?? EXIT_CODE.cancelled) : code;
}
