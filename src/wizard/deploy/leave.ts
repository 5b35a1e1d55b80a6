import {runCommand, statusCommand} from '../../domain/deploy/run-advice.ts';
import {hasBegun} from './handle-end.ts';
import type {DeployEffect, LeftBy} from './effects.ts';
import {withRun} from './start-run.ts';
import type {DeployState, DeployStep, Leaving} from './state.ts';

/** What goes on may be looked at from elsewhere; on practice nothing does. */
function lookAgain(state: DeployState): {readonly lookAgain?: string} {
  const {run, job} = state;
  if (run === undefined || run.ended !== undefined || run.practice !== undefined || !hasBegun(state))
    return {};
  const {context, namespace = job.namespace} = run.target ?? {};
  if (run.record !== undefined) return {lookAgain: runCommand('watch', run.record)};
  return context === undefined || run.name === ''
    ? {}
    : {lookAgain: statusCommand({context, namespace, name: run.name})};
}

/** Ends the screens without waiting for the engine. */
export function leaveNow(state: DeployState, by: LeftBy): DeployStep {
  const ended = state.run?.ended;
  const practice = state.run?.practice;
  const outcome = {
    by,
    ...ended,
    hadBegun: hasBegun(state),
    ...(practice === undefined ? {} : {practice}),
    ...lookAgain(state),
  };
  return [{...state, outcome}, [...refuse(state), ...stopRun(state), {type: 'exit', outcome}]];
}

/** Tells the engine to leave, and waits for its last word. */
export function leaveRun(state: DeployState, leaving: Leaving): DeployStep {
  const {asking: _asking, ...rest} = withRun(state, {leaving, stopped: 'leave'});
  return [rest, [...refuse(state), ...stopRun(state)]];
}

/** A question that is open is answered with no. */
const refuse = ({asking, run}: DeployState): DeployEffect[] =>
  asking === undefined || run === undefined ? [] : [{type: 'answer', run: run.id, yes: false}];

export const isGoing = ({run}: DeployState): boolean => run !== undefined && run.ended === undefined;

const stopRun = (state: DeployState): DeployEffect[] =>
  state.run !== undefined && isGoing(state) ? [{type: 'stop', run: state.run.id, how: 'leave'}] : [];
