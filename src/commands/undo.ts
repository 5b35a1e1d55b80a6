import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import {undoRun} from '../deploy/undo-run.ts';
import type {Problem} from '../domain/problem.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines, type Io} from '../console/io.ts';
import {listRuns, runsDirectory, type RunRecord} from '../services/run-record.ts';
import {NO_CONSENT} from './deploy/no-consent.ts';
import {refuseUsage} from './deploy/refuse-usage.ts';
import {isForScreen} from './deploy/is-for-screen.ts';
import {isRefusal, openRun, tellRefusal} from '../fronts/open-run.ts';
import {practised} from './deploy/practised.ts';
import {wantedScenario} from '../fronts/wanted-scenario.ts';
import {printRun} from './deploy/print-run.ts';
import {isRun, runToUndo} from './deploy/run-to-undo.ts';
import {catchSignals, type Signals} from './deploy/signals.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
}

const wantedRun = async ({io, args}: Run): Promise<RunRecord | Problem> =>
  runToUndo((await listRuns(runsDirectory(io.env))).runs, args.options);

/** Takes back what was applied last, or by the run that is named, and watches until the revision before serves. Throws `UserError`. */
export async function runUndo(run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {yes = false, json} = args.options;
  const {scenario, problem} = wantedScenario(args);
  const nothing = 'Nothing was changed.';
  const refuse = (problems: readonly Problem[]): ExitCode => refuseUsage(problems, {args, io, nothing});
  if (problem !== undefined) return refuse([problem]);
  const record = scenario === undefined ? await wantedRun(run) : undefined;
  // Nobody is asked to agree to what cannot be done.
  if (record !== undefined && !isRun(record)) return refuse([record]);
  if (record !== undefined && isForScreen('undo', run)) {
    const {undoOnScreen} = await import('../screens/run-deploy.ts');
    return await undoOnScreen(record, run);
  }
  if (record !== undefined && !yes)
    return refuse([
      usageProblem(
        'missing',
        'is not given: nobody is asked here, so say that it may be taken back',
        '--yes',
      ),
    ]);
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    if (record === undefined) return await practised({...run, scenario: scenario ?? '', signals});
    const {context, namespace} = record.target;
    const opened = await openRun({io, context, namespace, record});
    if (isRefusal(opened)) return tellRefusal(opened, {io, json, nothing});
    return await undoOne(run, {record, connection: opened.connection, signals});
  } finally {
    signals.close();
  }
}

async function undoOne(
  {args, io}: Run,
  {
    record,
    connection,
    signals,
  }: {record: RunRecord; connection: Parameters<typeof undoRun>[0]['connection']; signals: Signals},
): Promise<ExitCode> {
  const events = undoRun(
    {
      connection,
      name: record.deployment.name,
      objects: record.undo,
      record,
      runs: runsDirectory(io.env),
    },
    {
      ...NO_CONSENT,
      ...signals.controls,
      takeOver: async () => args.options.forceConflicts === true,
      confirmUndo: async () => {
        signals.changing();
        return true;
      },
    },
  );
  return await printRun({
    events,
    io,
    json: args.options.json,
    signals,
    begun: {kind: 'undo', record: record.id},
  });
}
