import {noteItem} from '../../item.ts';
import type {DeployItem, DeployScreen} from '../item.ts';
import type {Job, Run} from '../state.ts';
import {rolloutVerdict} from '../verdict.ts';
import {deploymentName, placeName} from '../words.ts';
import {rolloutItems} from './rollout-items.ts';
import {rolloutStatus} from './rollout-status.ts';

const VERBS = {deploy: 'Deploying', watch: 'Watching', undo: 'Undoing'} as const;

/** The pipeline that proves it from inside Harness. */
const lastStep = ({ended}: Run, {validation}: Job): DeployItem[] =>
  ended?.result.outcome === 'complete' && validation !== undefined
    ? [noteItem('validation', `Last, run ${validation} in Harness: the delegate itself tries each tool.`)]
    : [];

/** Apply, rollout and its end: one screen that says how it stands. */
export const rollout: DeployScreen = {
  question: (state) => {
    const kind = state.run?.kind ?? state.job.kind;
    const link = kind === 'deploy' ? 'to' : 'on';
    const place = placeName(state);
    return `${VERBS[kind]} ${deploymentName(state)}${place === '' ? '' : ` ${link} ${place}`}`;
  },
  status: ({run}) => (run === undefined ? [] : rolloutStatus(run)),
  items: ({run, job}) => (run === undefined ? [] : [...rolloutItems(run), ...lastStep(run, job)]),
  verdict: rolloutVerdict,
};
