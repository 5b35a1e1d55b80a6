import type {DeployMessage, Question} from './effects.ts';
import type {DeployResult} from '../../domain/deploy/events.ts';
import {OUTCOME_CODE} from '../../domain/deploy/outcome-code.ts';
import {EXIT_CODE} from '../../domain/exit-code.ts';
import {handleEnd, hasBegun} from './handle-end.ts';
import {handleEvent} from './handle-event.ts';
import {leaveNow} from './leave.ts';
import {withRun} from './start-run.ts';
import {stay, tell, type DeployState, type DeployStep} from './state.ts';

type News = Exclude<DeployMessage, {type: 'key'}>;

/** What the world answers. News of a run that is not the one now are dropped. */
export function handleMessage(state: DeployState, message: News): DeployStep {
  if ('run' in message && message.run !== undefined && message.run !== state.run?.id) return stay(state);
  switch (message.type) {
    case 'contexts': {
      const {listFailure: _failure, ...rest} = state;
      return stay({...rest, contexts: {choices: message.choices, notices: message.notices}});
    }
    case 'event':
      return message.event.type === 'end'
        ? handleEnd(state, message.event)
        : stay(handleEvent(state, message.event));
    case 'question':
      return ask(state, message.question);
    case 'log-read':
      return stay(logRead(state, message.pod, message.lines));
    case 'verified':
      return stay(withRun(state, {verified: moreVerified(state, message)}));
    case 'signal':
      return leaveNow(state, 'signal');
    case 'failed':
      return message.where === 'run' ? runFailed(state, message) : stay(failed(state, message));
  }
}

const moreVerified = (
  {run}: DeployState,
  {lines, isOver}: Pick<Extract<News, {type: 'verified'}>, 'lines' | 'isOver'>,
) => ({lines: [...(run?.verified?.lines ?? []), ...lines], isOver});

/** Whoever is leaving is asked nothing more. */
function ask(state: DeployState, question: Question): DeployStep {
  const {run} = state;
  if (run === undefined) return stay(state);
  if (run.leaving !== undefined) return [state, [{type: 'answer', run: run.id, yes: false}]];
  const {panel: _panel, ...rest} = state;
  return stay({
    ...rest,
    asking: question,
    typed: {text: '', cursor: 0},
    focus: {...state.focus, [question.kind]: question.kind === 'confirm' ? 'confirm' : ''},
  });
}

function logRead(state: DeployState, pod: string, lines: readonly string[]): DeployState {
  const logs = (state.run?.logs ?? []).filter((log) => log.pod !== pod);
  return withRun(state, {logs: [...logs, {pod, title: pod, lines, isAsked: true}]});
}

function failed(
  state: DeployState,
  {where, message, next = []}: Extract<News, {type: 'failed'}>,
): DeployState {
  if (where === 'list-contexts') {
    const {contexts: _contexts, ...rest} = state;
    return {...rest, listFailure: {message, next}};
  }
  if (where === 'verify')
    return withRun(state, {verified: moreVerified(state, {lines: [message, ...next], isOver: true})});
  const {panel: _panel, ...rest} = tell(state, 'warning', [message, ...next].join(' '));
  return rest;
}

/** The engine could not even begin, or broke: the run has ended, and this is why. */
function runFailed(state: DeployState, {message, next = []}: Extract<News, {type: 'failed'}>): DeployStep {
  const {run, job, chosen} = state;
  const hasTarget = run?.target !== undefined;
  const outcome = hasTarget && hasBegun(state) ? 'lost' : 'refused';
  const result: DeployResult = {
    outcome,
    sentence: message,
    next,
    context: run?.target?.context ?? chosen?.context ?? 'practice',
    server: run?.target?.server ?? '',
    namespace: run?.target?.namespace ?? job.namespace,
    ...(run?.practice === undefined ? {} : {practice: run.practice}),
    seconds: Math.round((run?.afterMs ?? 0) / 1000),
  };
  return handleEnd(state, {
    type: 'end',
    result,
    exitCode: outcome === 'refused' ? OUTCOME_CODE.refused : EXIT_CODE.failed,
  });
}
