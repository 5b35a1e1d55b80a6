import type {PartialAnswers, Secrets} from '../domain/answers.ts';
import type {Today} from '../domain/check-answers.ts';
import {mergeAnswers, type Layers} from '../domain/merge.ts';
import {goToError} from './commands-steps.ts';
import type {Knowledge} from './knowledge.ts';
import {holdAll} from './leaving.ts';
import {goTo} from './navigation.ts';
import {startFromFile} from './start-from-file.ts';
import {firstStepWithError} from './problem-rows.ts';
import {only, say, type Result, type Starts, type WizardState} from './state.ts';
import {settle} from './update.ts';

export interface OpenInput {
  readonly know: Knowledge;
  readonly today: Today;
  readonly starts: Starts;
  /** Preferences and flags, and a preset when one was given. */
  readonly layers: Layers;
  readonly secrets?: Secrets;
  /** `--output`; without it the files go to a directory named after the delegate. */
  readonly directory?: string;
  /** Earlier values of text fields by path, newest first. */
  readonly recent?: Readonly<Record<string, readonly string[]>>;
  /** Deploying goes to the practice cluster. */
  readonly practice?: boolean;
  /** A rollout whose end nobody has seen, in a sentence. */
  readonly unfinished?: string | undefined;
  /** One sentence to begin with, such as that remembered answers were left out. */
  readonly notice?: string | undefined;
  /** A file that installs a delegate already, to start from. */
  readonly existing?: {readonly path: string; readonly text: string; readonly delegate?: string} | undefined;
  /** A preset or flags were given: the wizard opens at the first step with a problem, or at the review. */
  readonly isGiven: boolean;
}

/** The first state, and what to do at once. */
export function openWizard({
  know,
  today,
  starts,
  layers,
  secrets = {},
  directory = '',
  recent = {},
  practice = false,
  unfinished,
  notice,
  existing,
  isGiven,
}: OpenInput): Result {
  const answers: PartialAnswers = mergeAnswers(layers);
  const state = holdAll({
    know,
    today,
    practice,
    ...(unfinished === undefined ? {} : {unfinished}),
    starts,
    layers,
    step: 'start',
    begun: isGiven,
    answers,
    secrets,
    drafts: {},
    recent,
    focus: {},
    filter: {text: '', editing: false},
    previewPath: {},
    unfolded: [],
    checked: [],
    unticked: {},
    lookingUp: false,
    leaving: false,
    review: {directory, ask: 0, choices: {}, events: []},
  });
  const started = existing === undefined ? state : startFromFile(state, existing);
  // What was asked about the file comes first.
  const isReady = isGiven && started.overlay === undefined;
  const [opened, effects] = isReady ? settle(only(atFirstProblem(started))) : only(started);
  return [notice === undefined ? opened : say(opened, 'notice', notice), effects];
}

function atFirstProblem(state: WizardState): WizardState {
  const step = firstStepWithError(state);
  return step === undefined || step === 'review' ? goTo(state, 'review') : goToError(state, step);
}
