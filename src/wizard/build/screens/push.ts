import type {StatusLine, Verdict} from '../../screen.ts';
import {lastOf, resultItem, type BuildItem, type BuildScreen} from '../item.ts';
import type {BuildState} from '../state.ts';
import {endTone, stoppingVerdict} from './build.ts';
import {runItems} from './run-items.ts';

/** Where the image goes: asked first, then done, then its digest. */
export const push: BuildScreen = {
  question: ({run}) =>
    run?.kind !== 'push'
      ? 'Push the image?'
      : run.ended === undefined
        ? 'Pushing the image'
        : run.pushed === undefined
          ? 'The image was not pushed'
          : 'The image is in the registry',
  status: ({job, found}): StatusLine[] => [
    {label: 'image', text: job.reference},
    {label: 'to', text: `${job.registry}, with the login of ${found?.ready?.label ?? 'the builder'}`},
  ],
  items: (state) =>
    state.run?.kind === 'push' ? [...runItems(state.run), ...digestItems(state)] : [checkedItem(state)],
  first: (items) => {
    const wanted = items.findIndex(({row, change}) => change !== undefined || row.id === 'failure');
    return wanted === -1 ? lastOf(items, 'running', 'ok') : wanted;
  },
  verdict,
};

const checkedItem = ({job}: BuildState): BuildItem =>
  resultItem(
    'checked',
    'ok',
    job.tools.length === 0
      ? 'The image is built; it has no tools to ask.'
      : 'The image is built, and all of its tools answered.',
  );

function digestItems(state: BuildState): BuildItem[] {
  const {pushed} = state.run ?? {};
  if (pushed === undefined) return [];
  if (pushed.digest === undefined)
    return [
      resultItem('digest', 'warning', 'The registry did not tell the digest,', 'so there is none to pin.'),
    ];
  return [resultItem('digest', 'ok', pushed.digest), pinItem(state)];
}

const pinItem = ({pins}: BuildState): BuildItem => ({
  row: {
    kind: 'options',
    id: 'pin',
    label: 'Pin digest',
    options: [
      {label: 'yes', selected: pins},
      {label: 'no', selected: !pins},
    ],
    detail: pins ? 'the delegate runs exactly this content' : 'the delegate runs what the tag names',
  },
  change: (state) => ({...state, pins: !state.pins}),
});

function verdict(state: BuildState): Verdict | undefined {
  const {run, job} = state;
  if (run?.kind !== 'push')
    return {tone: 'notice', text: `Press y to push ${job.reference} to ${job.registry}; esc goes back.`};
  if (run.ended === undefined) return run.stopping === undefined ? undefined : stoppingVerdict(run.stopping);
  const {outcome, sentence} = run.ended;
  const next =
    outcome !== 'pushed'
      ? 'Press r to push again.'
      : job.deploys
        ? 'Press d to deploy it, enter to leave.'
        : 'Press enter to leave with the commands that install it.';
  return {tone: endTone(outcome), text: `${sentence} ${next}`};
}
