import {readFileSync} from 'node:fs';
import {createRollout} from '../../../src/domain/rollout/create-rollout.ts';
import type {RolloutState} from '../../../src/domain/rollout/create-rollout.ts';
import {reduce} from '../../../src/domain/rollout/reduce.ts';
import type {
  AppliedObject,
  RolloutInput,
  RolloutView,
  StreamKind,
} from '../../../src/domain/rollout/types.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';

const RECORDINGS = new URL('../../recordings/', import.meta.url);
/** An apply is read back a moment after its event may have come. */
const READ_BACK_MS = 20;

interface Line {
  readonly t: number;
  readonly kind?: StreamKind;
  readonly list?: {readonly resourceVersion: string; readonly items: readonly unknown[]};
  readonly event?: {readonly type: string; readonly object: Readonly<Record<string, unknown>>};
  readonly step?: string;
  readonly stdout?: string;
}

export interface TimedInput {
  readonly t: number;
  readonly input: RolloutInput;
}

interface Named {
  readonly metadata: {readonly name: string; readonly uid: string; readonly generation: number};
}

function readLines(name: string): {namespace: string; lines: Line[]} {
  const [head = '{}', ...lines] = readFileSync(new URL(`${name}.ndjson`, RECORDINGS), 'utf8')
    .trim()
    .split('\n');
  const {namespace} = JSON.parse(head) as {namespace: string};
  return {namespace, lines: lines.map((line) => JSON.parse(line) as Line)};
}

/** What the apply of a step left, as reading it back tells. */
function appliedAt(lines: readonly Line[], t: number): AppliedObject[] {
  const told = lines
    .filter((line) => line.t <= t + READ_BACK_MS && line.kind === 'deployments')
    .map(({list, event}) => event?.object ?? list?.items[0]) as (Named | undefined)[];
  const {name, uid, generation} = told.at(-1)?.metadata ?? {};
  return name === undefined ? [] : [{kind: 'Deployment', name, uid, generation}];
}

/** The inputs of a recording, with a baseline before, and `applied` at the first apply and at each one with a name of its own. */
export function recordedInputs(name: string): {target: RolloutState['target']; inputs: TimedInput[]} {
  const {namespace, lines} = readLines(name);
  const inputs: TimedInput[] = [];
  let applies = 0;
  for (const {t, kind, list, event, step, stdout} of lines) {
    if (kind !== undefined && list !== undefined) {
      if (kind === 'deployments') inputs.push({t, input: {type: 'baseline', deployment: list.items[0]}});
      inputs.push({t, input: {type: 'reset', kind, ...list}});
    } else if (kind !== undefined && event !== undefined) {
      inputs.push({t, input: {type: 'event', kind, change: event.type, object: event.object}});
    } else if (step !== undefined && stdout?.includes('deployment.apps/delegate serverside-applied')) {
      applies += 1;
      if (applies > 1 && step === 'apply') continue;
      inputs.push({t, input: {type: 'applied', objects: appliedAt(lines, t)}});
    }
  }
  return {target: {namespace, name: 'delegate'}, inputs};
}

/** Replays with a tick every half second and calls `look` after each input and tick. */
export function replay(
  name: string,
  {untilMs, look}: {untilMs?: number; look?: (view: RolloutView, t: number) => void} = {},
): RolloutState {
  const {target, inputs} = recordedInputs(name);
  const last = inputs.at(-1)?.t ?? 0;
  const until = untilMs ?? last + 500;
  let state = reduce(createRollout({target}), {type: 'tick', nowMs: 0});
  let nextTick = 500;
  const tickTo = (t: number) => {
    for (; nextTick <= t; nextTick += 500) {
      state = reduce(state, {type: 'tick', nowMs: nextTick});
      look?.(viewRollout(state), nextTick);
    }
  };
  for (const {t, input} of inputs) {
    if (t > until) break;
    tickTo(t);
    state = reduce(state, input);
    look?.(viewRollout(state), t);
  }
  tickTo(until);
  return state;
}
