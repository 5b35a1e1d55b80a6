import {join} from 'node:path';
import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import type {Today} from '../domain/check-answers.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import type {Problem} from '../domain/problem.ts';
import {resolveTools} from '../domain/tools.ts';
import {EXIT_CODE, type ExitCode} from '../exit-code.ts';
import {printLines, type Io} from '../io.ts';
import {apiKeyOf} from '../services/harness-api.ts';
import {shellPath, shellQuote} from '../shell-quote.ts';
import {jsonLine, tellProblems} from '../tell-problems.ts';
import {verify} from '../verify/verify.ts';
import {isRefusal, openRun, tellRefusal} from './deploy/open-run.ts';
import {wantedScenario} from './deploy/practice.ts';
import {catchSignals, type Signals} from './deploy/signals.ts';
import {expectedAnswers, type ExpectedAnswers} from './status/expected-answers.ts';
import {practise} from './status/practise.ts';
import {verifyLines} from './verify/verify-lines.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

/** Of the tool check. */
const TIMEOUT_MS = 60_000;
const PRACTICE_PRESET = 'kubernetes';

/**
 * Proves that a running delegate has its tools and is registered.
 *
 * @throws UserError when the answers cannot be read
 */
export async function runVerify(given: Run): Promise<ExitCode> {
  const run = practising(given);
  const {args, io, now} = run;
  const {json, context} = args.options;
  const {scenario, problem} = wantedScenario(args);
  const expected = await expectedAnswers(run);
  const problems = [
    ...(problem === undefined ? [] : [problem]),
    ...(args.options.practice === undefined ? missing(run, expected) : []),
    ...(context !== undefined && args.options.practice !== undefined
      ? [usageProblem('conflict', 'does not go with --practice; take one of them', '--context')]
      : []),
    ...expected.problems,
  ];
  if (problems.length > 0) {
    tellProblems(problems, {io, json});
    return EXIT_CODE.usage;
  }
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    const {name = 'custom-del', namespace} = expected;
    const look = async (opened: OpenedTarget) => await lookAt(given, {opened, expected, signals, name});
    if (scenario !== undefined) {
      const delegate = {name, namespace: namespace ?? 'harness-delegate-ng'};
      const tools = toolsOf(expected) ?? [];
      return await practise({io, json, now, scenario, signals, tools, ...delegate}, look);
    }
    const opened = await openRun({
      io,
      context: context ?? '',
      ...(namespace === undefined ? {} : {namespace}),
    });
    return isRefusal(opened) ? tellRefusal(opened, {io, json}) : await look(opened);
  } finally {
    signals.close();
  }
}

/** On the practice cluster an example of tools will do. */
function practising(run: Run): Run {
  const {options} = run.args;
  const {practice, preset, output} = options;
  return practice === undefined || preset !== undefined || output !== undefined
    ? run
    : {...run, args: {...run.args, options: {...options, preset: PRACTICE_PRESET}}};
}

function missing({args}: Run, {name}: ExpectedAnswers): Problem[] {
  const given = {'--context': args.options.context, '--name': name};
  const words = {'--context': 'the context of your kubeconfig', '--name': 'the name of the delegate'};
  return (Object.keys(words) as (keyof typeof words)[])
    .filter((flag) => given[flag] === undefined)
    .map((flag) => usageProblem('missing', `is not given: ${words[flag]}`, flag));
}

const toolsOf = ({answers}: ExpectedAnswers) => (answers === undefined ? undefined : resolveTools(answers));

/** Offers the generated validation pipeline, which checks the same from inside Harness. */
function lastStep({args}: Run): string {
  const {output, preset} = args.options;
  const how =
    output === undefined
      ? `Make it with ${preset === undefined ? 'your answers file' : 'the same answers'}: npx delegate-tui generate --preset ${preset === undefined ? 'FILE' : shellQuote(preset)} --print validation`
      : `It is ${shellPath(join(output, FILE_NAMES.validation))}.`;
  return `Last, run the validation pipeline in Harness: it lets the delegate itself run each tool. ${how}`;
}

interface Looking {
  readonly opened: OpenedTarget;
  readonly expected: ExpectedAnswers;
  readonly signals: Signals;
  readonly name: string;
}

async function lookAt(run: Run, {opened, expected, signals, name}: Looking): Promise<ExitCode> {
  const {args, io, now} = run;
  const {json, timeout = TIMEOUT_MS} = args.options;
  const {connection, practice} = opened;
  const {accountId, managerUrl} = expected;
  const tools = toolsOf(expected);
  const apiKey = apiKeyOf(io.env);
  const {leave} = signals.controls;
  const events = verify({
    connection: {
      ...connection,
      secrets: [...(connection.secrets ?? []), ...(apiKey === undefined ? [] : [apiKey])],
    },
    name,
    said: {
      ...(accountId === undefined ? {} : {accountId}),
      ...(managerUrl === undefined ? {} : {managerUrl}),
    },
    timeoutMs: timeout,
    now: now.getTime(),
    lastStep: lastStep(run),
    ...(practice === undefined ? {} : {practice: practice.scenario}),
    ...(tools === undefined ? {} : {tools}),
    ...(apiKey === undefined ? {} : {apiKey}),
    ...(leave === undefined ? {} : {signal: leave}),
  });
  let code: number = EXIT_CODE.failed;
  for await (const event of events) {
    if (event.type === 'end') code = event.exitCode;
    if (signals.isQuiet()) continue;
    if (json) io.out(jsonLine(event));
    else printLines(io.out, verifyLines(event));
    if (event.type === 'end') printLines(io.err, [event.result.sentence]);
  }
  return leave?.aborted === true ? (signals.code() ?? EXIT_CODE.cancelled) : (code as ExitCode);
}
