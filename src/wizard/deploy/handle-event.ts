import type {DeployEvent} from '../../domain/deploy/events.ts';
import type {RolloutView} from '../../domain/rollout/types.ts';
import {objectKey} from '../../domain/deploy/object-ref.ts';
import {journalWith} from './journal.ts';
import type {DeployState, ObjectNews, PodLog, Run} from './state.ts';

type Told = Exclude<DeployEvent, {type: 'end'}>;

/** One event of the engine -> what is known of the run. */
export function handleEvent(state: DeployState, event: Told): DeployState {
  const {run} = state;
  if (run === undefined) return state;
  const next = {
    ...state,
    run: {...run, ...changeOf(run, event)},
    journal: journalWith(state.journal, run, event),
  };
  // What was put aside comes back when it is another matter.
  const isOther =
    event.type === 'rollout' && event.view.verdict.word !== run.view?.verdict.word && state.watchOn;
  const begun: DeployState = event.type === 'applying' ? {...next, step: 'rollout'} : next;
  return isOther ? {...begun, watchOn: false} : begun;
}

function changeOf(run: Run, event: Told): Partial<Run> {
  switch (event.type) {
    case 'target':
      return {
        target: event.target,
        // Everything is looked at anew.
        checks: [],
        changes: [],
        conflicts: [],
        ...(event.practice === undefined ? {} : {practice: event.practice}),
        ...(event.speed === undefined ? {} : {speed: event.speed}),
        ...(event.name === undefined ? {} : {name: event.name}),
      };
    case 'check':
      return {checks: [...run.checks, event]};
    case 'diff':
      return {changes: [...run.changes, event]};
    case 'applying':
      return {
        applying: {done: 0, of: event.of},
        ...(event.run === undefined ? {} : {record: event.run}),
      };
    case 'object':
      return {
        applying: {done: event.done, of: event.of},
        objects: withObject(run.objects, event),
      };
    case 'conflict':
      return {conflicts: [...run.conflicts, event]};
    case 'applied':
      return {counts: event.objects};
    case 'rollout':
      return {view: event.view, afterMs: event.afterMs, ...completeNow(event.view)};
    case 'log':
      return {logs: withLog(run.logs, event)};
    case 'settling':
      return {settlingMs: run.afterMs + event.forMs};
    case 'registered':
      return {registration: event};
    case 'after':
      return {after: [...run.after.filter(({id}) => id !== event.id), event]};
    case 'undo':
      return {objects: withObject(run.objects, {...event, outcome: undoWord(event.outcome)})};
    case 'notice':
      return {notices: withNotice(run.notices, event)};
    case 'login-needed':
      return {};
  }
}

const completeNow = ({verdict: {word}}: RolloutView): Partial<Run> =>
  word === 'unknown' ? {} : {isComplete: word === 'complete'};

const undoWord = (outcome: Extract<Told, {type: 'undo'}>['outcome']): ObjectNews['outcome'] => outcome;

/** What is known of an object now takes the place of what was known before. */
function withObject(objects: readonly ObjectNews[], news: ObjectNews): readonly ObjectNews[] {
  const key = objectKey(news.ref);
  const {ref, outcome, reason} = news;
  return [
    ...objects.filter((other) => objectKey(other.ref) !== key),
    {ref, outcome, ...(reason === undefined ? {} : {reason})},
  ];
}

const MOST_LOGS = 20;

function withLog(logs: readonly PodLog[], event: Extract<Told, {type: 'log'}>): readonly PodLog[] {
  const title = `${event.pod} / ${event.container}${event.previous ? ', the run before' : ''}`;
  return [...logs.filter((log) => log.pod !== event.pod), {pod: event.pod, title, lines: event.lines}].slice(
    -MOST_LOGS,
  );
}

const MOST_NOTICES = 3;

function withNotice(notices: Run['notices'], event: Extract<Told, {type: 'notice'}>): Run['notices'] {
  const message = [event.text, event.next].filter(Boolean).join(' ');
  const severity = event.level === 'warning' ? 'warning' : 'notice';
  return [{severity, message} as const, ...notices.filter((notice) => notice.message !== message)].slice(
    0,
    MOST_NOTICES,
  );
}
