import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import {findRun} from '../deploy/find-run.ts';
import {statusRun} from '../deploy/status-run.ts';
import type {Today} from '../domain/check-answers.ts';
import {EXIT_CODE, type ExitCode} from '../exit-code.ts';
import {printLines, type Io} from '../io.ts';
import {listRuns, runsDirectory, type RunRecord} from '../services/run-record.ts';
import {tellProblems} from '../tell-problems.ts';
import {isRefusal, openRun, tellRefusal} from './deploy/open-run.ts';
import {wantedScenario} from './deploy/practice.ts';
import {catchSignals, type Signals} from './deploy/signals.ts';
import {expectedAnswers, type ExpectedAnswers} from './status/expected-answers.ts';
import {practise} from './status/practise.ts';
import {printStatus} from './status/print-status.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

/**
 * Looks at a delegate once, however it was installed; without a name at every delegate of the namespace.
 *
 * @throws UserError when the answers cannot be read
 */
export async function runStatus(run: Run): Promise<ExitCode> {
  const {args, io, now} = run;
  const {json, context} = args.options;
  const {scenario, problem} = wantedScenario(args);
  const expected = await expectedAnswers(run);
  const problems = [
    ...(problem === undefined ? [] : [problem]),
    ...(context === undefined && args.options.practice === undefined
      ? [usageProblem('missing', 'is not given: the context of your kubeconfig', '--context')]
      : []),
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
    const {name, namespace} = expected;
    const look = async (opened: OpenedTarget, named?: string) => {
      const wanted = named ?? name;
      return await lookAt(run, {opened, expected, signals, ...(wanted === undefined ? {} : {name: wanted})});
    };
    if (scenario !== undefined) {
      const delegate = {name: name ?? 'custom-del', namespace: namespace ?? 'harness-delegate-ng'};
      return await practise({io, json, now, scenario, signals, ...delegate}, async (opened) =>
        look(opened, delegate.name),
      );
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

interface Looking {
  readonly opened: OpenedTarget;
  readonly expected: ExpectedAnswers;
  readonly signals: Signals;
  readonly name?: string;
}

async function lookAt(
  {args, io, now, today}: Run,
  {opened, expected, signals, name}: Looking,
): Promise<ExitCode> {
  const {answers, namesImage} = expected;
  const record = opened.practice === undefined ? await recordOf({io, opened, name}) : undefined;
  const events = statusRun(
    {
      ...opened,
      today,
      ...(name === undefined ? {} : {name}),
      ...(answers === undefined ? {} : {answers: {value: answers, namesImage}}),
      ...(record === undefined ? {} : {record}),
    },
    signals.controls,
  );
  return await printStatus({events, io, json: args.options.json, signals, now});
}

/** The newest run that applied this delegate to this cluster from here. */
async function recordOf({
  io,
  opened,
  name,
}: {
  readonly io: Io;
  readonly opened: OpenedTarget;
  readonly name: string | undefined;
}): Promise<RunRecord | undefined> {
  if (name === undefined) return undefined;
  return findRun((await listRuns(runsDirectory(io.env))).runs, {target: opened.connection.target, name});
}
