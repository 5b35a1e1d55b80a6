import {assessPod} from './assess.ts';
import {valuesOf} from './buckets.ts';
import type {LogRecord, RolloutState} from './create-rollout.ts';
import {evidenceText} from './evidence-text.ts';
import {logKey} from './log-key.ts';
import {readRegistration} from './registration.ts';

const TAIL = 25;
const MAX_READ = 5000;
const MAX_LINE = 400;
const MAX_LOGS = 100;

/** Keeps the end of a log, safe to print, and what it says about the registration. */
export function takeLogs(
  state: RolloutState,
  input: {
    readonly pod: string;
    readonly container: string;
    readonly previous: boolean;
    readonly lines: readonly string[];
  },
): RolloutState {
  const {pod, container, previous} = input;
  const lines = input.lines.slice(-MAX_READ).map((line) => evidenceText(line, MAX_LINE));
  let found: {uid: string; restarts: number} | undefined;
  for (const {facts} of valuesOf(state.pods)) {
    if (facts.name !== pod) continue;
    const restarts = facts.containers.find(({name}) => name === container)?.restarts ?? 0;
    found = {uid: facts.uid, restarts};
  }
  if (found === undefined) return state;
  const record: LogRecord = {
    pod,
    container,
    previous,
    lines: lines.slice(-TAIL),
    registration: readRegistration(lines),
    restarts: found.restarts,
  };
  const key = logKey(input);
  const others = Array.from(state.logs)
    .filter(([other]) => other !== key)
    .slice(1 - MAX_LOGS);
  return assessPod({...state, logs: new Map([...others, [key, record]])}, found.uid);
}
