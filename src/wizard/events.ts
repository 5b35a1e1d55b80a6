import {answer} from './answering.ts';
import type {Message, Outcome} from './effects.ts';
import {holdAnswers} from './leaving.ts';
import {wordAt} from './paths.ts';
import {directoryOf} from './review-files.ts';
import {only, say, type Result, type WizardState} from './state.ts';
import {startFromFile} from './start-from-file.ts';
import {beginWith} from './steps/start.ts';

type Written = Extract<Outcome, {kind: 'written'}>;
type Event = Exclude<Message, {type: 'key'}>;

/** What the world answers. Late answers to questions that were asked anew are dropped. */
export function handleEvent(state: WizardState, message: Event): Result {
  switch (message.type) {
    case 'preset-loaded':
      return only(state.busy === 'loading' ? beginWith(idle(state), message.answers) : state);
    case 'manifest-loaded':
      return only(
        state.busy === 'loading'
          ? startFromFile(idle(state), {path: message.path, text: message.text})
          : state,
      );
    case 'patched':
      return only(
        state.busy === 'writing' ? {...state, review: {...state.review, patched: message.event}} : state,
      );
    case 'compared':
      return only(
        message.ask === state.review.ask
          ? {...state, review: {...state.review, comparisons: message.comparisons}}
          : state,
      );
    case 'file-event':
      return only(
        message.event.type === 'file' && state.busy === 'writing'
          ? {...state, review: {...state.review, events: [...state.review.events, message.event]}}
          : state,
      );
    case 'write-done':
      return written(state);
    case 'version-found':
      return only(versionFound(state, message.version));
    case 'preset-saved':
      return only(
        say(
          holdAnswers(state),
          'notice',
          `Saved ${message.name} as ${message.path}: it is in the list to start from next time.`,
        ),
      );
    case 'failed':
      return failed(state, message);
  }
}

function idle(state: WizardState): WizardState {
  const {busy: _busy, ...rest} = state;
  return rest;
}

function written(state: WizardState): Result {
  if (state.busy !== 'writing') return only(state);
  const outcome: Outcome = {
    kind: 'written',
    directory: directoryOf(state),
    events: state.review.events,
    answers: state.answers,
    ...patchedOf(state),
    ...(state.review.deploys ? {deploy: state.practice ? 'practice' : 'ask'} : {}),
    ...(state.review.builds ? {build: state.practice ? 'practice' : 'ask'} : {}),
  };
  return [
    {...state, outcome},
    [
      {type: 'remember', answers: state.answers},
      {type: 'exit', outcome},
    ],
  ];
}

function patchedOf({review: {plan, patched}}: WizardState): Pick<Written, 'patched'> {
  if (!plan?.patch || !patched) return {};
  const {role, delegate} = plan.patch;
  return {patched: {...patched, role, delegate}};
}

/** A digest pins the old version, so it goes. */
function versionFound(state: WizardState, version: string): WizardState {
  const {answers} = state;
  const old = wordAt(answers, 'base.version');
  const found: WizardState = {...state, lookingUp: false};
  if (old === version)
    return say(found, 'notice', `${version} is the newest delegate version of your account.`);
  const hadDigest = wordAt(answers, 'base.digest') !== '';
  const next = answer(answer(found, 'base.version', version), 'base.digest', undefined);
  return say(
    next,
    'notice',
    `The base image is ${version} now, it was ${old || 'open'}${hadDigest ? '; its digest was taken out, pin the new one with b' : ''}.`,
  );
}

function failed(state: WizardState, {where, message, next = []}: Extract<Event, {type: 'failed'}>): Result {
  const sentence = [message, ...next].join(' ');
  const told = (state: WizardState) => say(state, 'error', sentence);
  if (where === 'look-up-version') return only(say({...state, lookingUp: false}, 'warning', sentence));
  if (where === 'load-preset') return only(told(idle(state)));
  if (where === 'load-manifest')
    return only({...idle(state), overlay: {kind: 'existing', problem: sentence}});
  if (where === 'compare') return only(told(state));
  if (where !== 'write') return only(say(state, 'warning', sentence));
  return writeFailed(state, sentence);
}

/** Some files may be new already: the disk is looked at again before the next try. */
function writeFailed(state: WizardState, sentence: string): Result {
  const {askedDirectory: _asked, ...review} = state.review;
  const stopped: WizardState = {...idle(state), review: {...review, failure: sentence}};
  if (!state.leaving) return only(say(stopped, 'error', sentence));
  const outcome: Outcome = {kind: 'failed', message: sentence};
  return [{...stopped, outcome}, [{type: 'exit', outcome}]];
}
