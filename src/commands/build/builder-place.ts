import type {Arguments} from '../../args.ts';
import type {BuildPlace} from '../../build/build-run.ts';
import type {Io} from '../../console/io.ts';
import {logsDirectory} from '../../services/builder/build-log.ts';
import type {Signals} from '../deploy/signals.ts';

/** Where a build or a push takes place, as the command line says. */
export function builderPlace({
  args,
  io,
  now,
  signals,
}: {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly signals: Signals;
}): BuildPlace {
  const {builderTool} = args.options;
  const {leave} = signals.controls;
  return {
    env: io.env,
    cwd: process.cwd(),
    logs: logsDirectory(io.env),
    now,
    ...(builderTool === undefined ? {} : {wanted: builderTool}),
    ...(leave === undefined ? {} : {signal: leave}),
  };
}
