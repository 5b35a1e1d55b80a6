import type {OpenedTarget} from '../deploy/open-target.ts';
import {findRun} from '../deploy/find-run.ts';
import {statusRun} from '../deploy/status-run.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import type {Io} from '../console/io.ts';
import {listRuns, runsDirectory, type RunRecord} from '../services/run-record.ts';
import {lookOnce, type Looking, type LookRun} from './status/look-once.ts';
import {printStatus} from './status/print-status.ts';

/**
 * Looks at a delegate once, however it was installed; without a name at every delegate of the namespace.
 *
 * @throws UserError when the answers cannot be read
 */
export const runStatus = async (run: LookRun): Promise<ExitCode> =>
  await lookOnce(run, ['--context'], async (looking) => await lookAt(run, looking));

async function lookAt(
  {args, io, now, today}: LookRun,
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
