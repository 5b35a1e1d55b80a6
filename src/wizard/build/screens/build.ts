import type {Tone, Verdict} from '../../screen.ts';
import {lastOf, type BuildScreen} from '../item.ts';
import type {BuildRun, BuildState} from '../state.ts';
import {runItems} from './run-items.ts';

/** The build, step by step, and the tools of the image. */
export const build: BuildScreen = {
  question: ({run, platform}) => `${run?.ended === undefined ? 'Building' : 'The build'} for ${platform}`,
  status: ({job}) => [{label: 'image', text: job.reference}],
  items: ({run}) => runItems(run),
  first: (items) => {
    const failed = items.findIndex(({row}) => row.id === 'failure');
    return failed === -1 ? lastOf(items, 'running', 'ok') : failed;
  },
  verdict,
};

const TONES: Readonly<Record<NonNullable<BuildRun['ended']>['outcome'], Tone>> = {
  built: 'ok',
  pushed: 'ok',
  failed: 'error',
  refused: 'error',
  cancelled: 'notice',
};

/** What r and enter do now stands in it. */
function verdict({run}: BuildState): Verdict | undefined {
  if (run === undefined) return undefined;
  if (run.ended === undefined) return run.stopping === undefined ? undefined : stoppingVerdict(run.stopping);
  const {outcome, sentence} = run.ended;
  const next = outcome === 'built' ? 'Press enter to see where it is pushed.' : 'Press r to build again.';
  return {tone: TONES[outcome], text: `${sentence} ${next}`};
}

export const stoppingVerdict = (stopping: NonNullable<BuildRun['stopping']>): Verdict => ({
  tone: 'warning',
  text:
    stopping === 'asked'
      ? 'Break it off? ctrl+c again does; nothing half-done is left. Any other key goes on.'
      : 'Breaking it off, and removing what is half-done.',
});

/** How a run ended, by its sign. */
export const endTone = (outcome: NonNullable<BuildRun['ended']>['outcome']): Tone => TONES[outcome];
