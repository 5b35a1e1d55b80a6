import {silenceText} from '../../../domain/rollout/silence.ts';
import type {RolloutView} from '../../../domain/rollout/types.ts';
import {waitWords} from '../../../domain/rollout/wait-words.ts';
import type {StatusLine} from '../../screen.ts';
import type {Run} from '../state.ts';
import {countsText} from '../words.ts';

const FEW_PODS = 3;

/** What is not heard, what was applied, how far the rollout is, what still serves, and what is being waited for. */
export const rolloutStatus = (run: Run): StatusLine[] => [
  ...silenceLine(run),
  ...applyLine(run),
  ...viewLines(run.view),
];

/** Above all else: the lines below it are as old as that. At the end the verdict says what is left to say. */
function silenceLine({view, ended}: Run): StatusLine[] {
  const text = view === undefined || ended !== undefined ? undefined : silenceText(view);
  return text === undefined ? [] : [{label: 'line', text}];
}

function applyLine({applying, counts}: Run): StatusLine[] {
  if (counts !== undefined) {
    const total = applying === undefined ? '' : `${applying.done} of ${applying.of} · `;
    return [{label: 'apply', text: `${total}${countsText(counts)}`}];
  }
  return applying === undefined ? [] : [{label: 'apply', text: `${applying.done} of ${applying.of}`}];
}

function viewLines(view: RolloutView | undefined): StatusLine[] {
  // Before the cluster has shown it, there is nothing to count.
  if (view === undefined || view.revision === '') return [];
  const {counts, revision, oldRevision: old} = view;
  const parts = [
    `revision ${revision}`,
    `ready ${counts.ready} of ${counts.desired}`,
    `available ${counts.available} of ${counts.desired}`,
    `updated ${counts.updated} of ${counts.desired}`,
  ];
  // A few pods say it themselves.
  const wait = view.rows.length <= FEW_PODS ? '' : waitWords(view.eta).join(' · ');
  return [
    {label: 'rollout', text: parts.join(' · ')},
    ...(old === undefined
      ? []
      : [
          {label: 'before', text: `revision ${old.revision} still serves ${old.available} of ${old.desired}`},
        ]),
    ...(wait === '' ? [] : [{label: 'wait', text: wait}]),
  ];
}
