import type {BuildMessage} from './effects.ts';
import {withEvent, withOutput} from './handle-event.ts';
import {leaveNow} from './leave.ts';
import {stay, tell, type BuildRun, type BuildState, type BuildStep} from './state.ts';

type News = Exclude<BuildMessage, {type: 'key'}>;
type Failed = Extract<News, {type: 'failed'}>;

/** What the world answers. News of a run that is not the one now are dropped. */
export function handleMessage(state: BuildState, message: News): BuildStep {
  const {run} = state;
  switch (message.type) {
    case 'found':
      return stay(message.run === state.runs ? {...state, found: message.found} : state);
    case 'output':
      return stay(
        run === undefined || message.run !== run.id ? state : {...state, run: withOutput(run, message.lines)},
      );
    case 'tick':
      return stay(
        run === undefined || message.run !== run.id || run.ended !== undefined
          ? state
          : {...state, run: {...run, afterMs: Math.max(run.afterMs, message.afterMs)}},
      );
    case 'event':
      if (run === undefined || message.run !== run.id) return stay(state);
      if (message.event.type !== 'end') return stay({...state, run: withEvent(run, message.event)});
      return stay(runEnded(state, {...run, ...endOf(message.event)}));
    case 'pinned':
      return pinned(state, message);
    case 'signal':
      return leaveNow(state, 'signal');
    case 'failed':
      return stay(failed(state, message));
  }
}

const endOf = ({
  outcome,
  sentence,
  afterMs,
}: Extract<Extract<News, {type: 'event'}>['event'], {type: 'end'}>) => ({
  ended: {outcome, sentence},
  afterMs,
});

/** A build whose tools answer can be pushed. */
function runEnded(state: BuildState, run: BuildRun): BuildState {
  const {stopping: _stopping, ...over} = run;
  const isFit = run.kind === 'build' && run.ended?.outcome === 'built';
  // What happened last is what matters, wherever somebody was looking.
  const {[state.step]: _before, ...focus} = state.focus;
  return {...state, focus, run: over, ...(isFit ? {build: over} : {})};
}

/** Files that are the person's own do not name the digest; whoever goes on after that knows. */
function pinned(before: BuildState, {kept, backup}: Extract<News, {type: 'pinned'}>): BuildStep {
  const {leaving, pinned: _pinned, ...state} = before;
  if (leaving === undefined) return stay(before);
  const digest = before.pins ? before.run?.pushed?.digest : undefined;
  const next: BuildState = {
    ...state,
    kept,
    backups: [...state.backups, ...(backup === undefined ? [] : [backup])],
    ...(digest === undefined ? {} : {pinned: digest}),
  };
  if (kept.length === 0) return leaveNow(next, leaving);
  const key = leaving === 'deploy' ? 'd deploys it' : 'enter leaves it';
  return stay(
    tell(
      next,
      'warning',
      `${kept.join(', ')} is your own and was kept: ${key} as it is. patch writes the digest into it.`,
    ),
  );
}

function failed(before: BuildState, {where, run: id, message, next = []}: Failed): BuildState {
  const sentence = [message, ...next].join(' ');
  const {run} = before;
  if (where === 'find-builder')
    return {...before, found: {unusable: []}, said: {severity: 'error', message: sentence}};
  if (where === 'pin') {
    const {leaving: _leaving, ...state} = before;
    return tell(state, 'error', sentence);
  }
  if (run === undefined || run.id !== id || run.ended !== undefined) return before;
  const failure = {code: 'broken', output: [], cause: message, next};
  return runEnded(before, {...run, failure, ended: {outcome: 'failed', sentence: message}});
}
