import type {Platform} from '../../domain/build-run/builder-types.ts';
import {lookForBuilder} from './start-run.ts';
import type {BuildJob, BuildStep} from './state.ts';

/** The machine that Harness's plugins build for too. */
const USUAL_PLATFORM: Platform = 'linux/amd64';

/** The first state, and the look for a builder. */
export const openBuild = (job: BuildJob): BuildStep =>
  lookForBuilder({
    job,
    step: 'builder',
    platform: USUAL_PLATFORM,
    focus: {},
    runs: 0,
    pins: true,
    ...(job.pinned === undefined ? {} : {pinned: job.pinned}),
    kept: [],
    backups: [],
  });
