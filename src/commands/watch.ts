// Before Ink is loaded: it calls what Node 20 lacks.
import '../polyfill.ts';
import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import {findRun} from '../deploy/find-run.ts';
import {watchRun} from '../deploy/watch-run.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import {isPlainObject} from '../domain/merge.ts';
import type {Problem} from '../domain/problem.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines, type Io} from '../console/io.ts';
import {listRuns, runsDirectory, type RunRecord} from '../services/run-record.ts';
import {tellProblems} from '../console/tell-problems.ts';
import {isForScreen} from './deploy/is-for-screen.ts';
import {isRefusal, openRun, tellRefusal} from '../fronts/open-run.ts';
import {namedRun} from './deploy/named-run.ts';
import {isRun, PRACTICE_IS_NOT_KEPT} from './deploy/run-to-undo.ts';
import {wantedScenario} from '../fronts/wanted-scenario.ts';
import {practised} from './deploy/practised.ts';
import {printRun} from './deploy/print-run.ts';
import {NO_CONSENT} from './deploy/no-consent.ts';
import {catchSignals, type Signals} from './deploy/signals.ts';
import {watchOptions} from './deploy/watch-options.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
}

/** The Deployment that is meant. `record`: where a run is come back to, whatever its name. */
interface Wanted {
  readonly context: string;
  readonly namespace?: string;
  readonly name: string;
  readonly record?: RunRecord;
}

/** `delegate.namespace` and `delegate.name`, as far as their flags are given. */
function named({answers}: Arguments): {namespace?: string; name?: string} {
  const delegate = isPlainObject(answers['delegate']) ? answers['delegate'] : {};
  const {namespace, name} = delegate;
  return {
    ...(typeof namespace === 'string' ? {namespace} : {}),
    ...(typeof name === 'string' ? {name} : {}),
  };
}

const missing = (flag: string, what: string) => usageProblem('missing', `is not given: ${what}`, flag);

const ofRecord = (record: RunRecord): Wanted => {
  const {target, deployment} = record;
  return {context: target.context, namespace: target.namespace, name: deployment.name, record};
};

const NOTHING = `nothing was applied from here, or it was taken back; ${PRACTICE_IS_NOT_KEPT}, watch --practice shows one`;

/** A flag that nobody typed is not complained of. */
const noRun = (isLastGiven: boolean): Problem =>
  isLastGiven
    ? usageProblem('no-run', `finds no run: ${NOTHING}`, '--last')
    : usageProblem(
        'no-run',
        `Say what to watch with --context, --namespace and --name: there is no last run, as ${NOTHING}`,
      );

/** The run that is named; the newest one, when no flag says otherwise; else the Deployment that the flags name. */
async function wanted({args, io}: Run): Promise<Wanted | readonly Problem[]> {
  const {context, last = false, run} = args.options;
  const {name, namespace} = named(args);
  if (run !== undefined) {
    const found = namedRun((await listRuns(runsDirectory(io.env))).runs, {run, last, context});
    return isRun(found) ? ofRecord(found) : [found];
  }
  if (last || (context === undefined && name === undefined)) {
    const {runs} = await listRuns(runsDirectory(io.env));
    const record = runs.find(({phase}) => phase !== 'undone');
    return record === undefined ? [noRun(last)] : ofRecord(record);
  }
  if (context === undefined || name === undefined) {
    return [
      ...(context === undefined ? [missing('--context', 'the context of your kubeconfig')] : []),
      ...(name === undefined ? [missing('--name', 'the name of the delegate')] : []),
    ];
  }
  return {context, name, ...(namespace === undefined ? {} : {namespace})};
}

/** Comes back to a rollout and watches it to its end. Throws `UserError`. */
export async function runWatch(run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {scenario, problem} = wantedScenario(args);
  if (problem !== undefined) return refuse([problem], run);
  const deployment = scenario === undefined ? await wanted(run) : undefined;
  if (deployment !== undefined && !('name' in deployment)) return refuse(deployment, run);
  if (deployment?.record !== undefined && isForScreen('watch', run))
    return await onScreen(deployment.record, run);
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    if (deployment === undefined)
      return await practised({...run, scenario: scenario ?? '', signals, ...named(args)});
    const {context, namespace, name, record: newest} = deployment;
    const opened = await openRun({
      io,
      context,
      ...(namespace === undefined ? {} : {namespace}),
      // A record tells of the cluster that its context meant then.
      ...(newest === undefined ? {} : {record: newest}),
    });
    if (isRefusal(opened)) return tellRefusal(opened, {io, json: args.options.json});
    const {target} = opened.connection;
    const record = newest ?? findRun((await listRuns(runsDirectory(io.env))).runs, {target, name});
    if (record === undefined || !isForScreen('watch', run))
      return await watchOne(run, {opened, name, signals, ...(record === undefined ? {} : {record})});
    signals.close();
    return await onScreen(record, run);
  } finally {
    signals.close();
  }
}

async function onScreen(record: RunRecord, run: Run): Promise<ExitCode> {
  const {watchOnScreen} = await import('../screens/run-deploy.ts');
  return await watchOnScreen(record, run);
}

function refuse(problems: readonly Problem[], {args, io}: Run): ExitCode {
  tellProblems(problems, {io, json: args.options.json});
  return EXIT_CODE.usage;
}

async function watchOne(
  {args, io}: Run,
  {
    opened: {connection},
    name,
    record,
    signals,
  }: {opened: OpenedTarget; name: string; record?: RunRecord; signals: Signals},
): Promise<ExitCode> {
  const events = watchRun(
    {
      connection,
      name,
      options: watchOptions(args.options),
      runs: runsDirectory(io.env),
      ...(record === undefined ? {} : {record}),
    },
    {...NO_CONSENT, ...signals.controls},
  );
  return await printRun({
    events,
    io,
    json: args.options.json,
    signals,
    begun: {kind: 'watch', ...(record === undefined ? {} : {record: record.id})},
  });
}
