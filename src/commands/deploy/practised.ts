import type {Arguments} from '../../args.ts';
import type {DeployControls} from '../../deploy/controls.ts';
import {deploy} from '../../deploy/deploy.ts';
import {placeAfter, type DeploySession, type RunPlace} from '../../deploy/deploy-types.ts';
import {openPractice} from '../../deploy/open-target.ts';
import {undoRun} from '../../deploy/undo-run.ts';
import {DEFAULT_ANSWERS} from '../../domain/defaults.ts';
import type {DeployEvent} from '../../domain/deploy/events.ts';
import {MADE_UP_TOKEN, practiceManifests} from '../../domain/deploy/practice-manifests.ts';
import {UNATTENDED} from '../../domain/deploy/watch-options.ts';
import {exampleManifest} from '../../inputs/example-manifest.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {printLines, type Io} from '../../console/io.ts';
import {practiceSpeed, practiceWords, setUpWords} from '../../fronts/wanted-scenario.ts';
import {printRun} from './print-run.ts';
import type {Signals} from './signals.ts';
import {watchOptions} from './watch-options.ts';

const USUAL = DEFAULT_ANSWERS.delegate;

export interface PractisedRun {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly scenario: string;
  readonly signals: Signals;
  readonly name?: string;
  readonly namespace?: string;
}

/**
 * `watch` and `undo` on a practice cluster. It has no past, so an example is applied first, which the first line
 * says: watched from there on, or taken back once its rollout has ended.
 */
export async function practised(run: PractisedRun): Promise<ExitCode> {
  const {args, io, signals, scenario, name = USUAL.name, namespace = USUAL.namespace} = run;
  const opened = await openPractice({
    scenario,
    delegate: {name, namespace},
    env: io.env,
    ...practiceSpeed(io),
  });
  try {
    // The target tells how fast time passes.
    if (args.command === 'undo' && !args.options.json) printLines(io.err, [setUpWords(name, 1)]);
    const events = eventsOf(run, {...opened, name, namespace});
    const kind = args.command === 'undo' ? 'undo' : 'watch';
    return await printRun({events, io, json: args.options.json, signals, begun: {kind}});
  } finally {
    await opened.close();
  }
}

/** What is pretended to have been before `watch`, and before `undo`. */
const PAST = {watch: 'was applied a moment ago', undo: 'was applied and its rollout has ended'} as const;

/** What happens before the watch. */
const BEFORE: readonly DeployEvent['type'][] = ['check', 'diff', 'conflict', 'applying', 'object', 'applied'];

async function* eventsOf(
  {args, now, scenario, signals}: PractisedRun,
  {name, namespace, ...place}: RunPlace & {readonly name: string; readonly namespace: string},
): AsyncGenerator<DeployEvent> {
  const yes = async () => true;
  const controls: DeployControls = {...signals.controls, confirm: yes, takeOver: yes, confirmUndo: yes};
  const session: DeploySession = {};
  const isWatch = args.command === 'watch';
  const text = practiceWords({scenario, name, past: PAST[isWatch ? 'watch' : 'undo']});
  yield {type: 'notice', level: 'info', text};
  const options = isWatch ? watchOptions(args.options) : {...UNATTENDED, settleMs: 0};
  const manifests = practiceManifests([exampleManifest({name, namespace})]);
  // The example never has a token of its own.
  const isNews = (event: DeployEvent) => event.type !== 'notice' || event.text !== MADE_UP_TOKEN;
  for await (const event of deploy({...place, manifests, options, session, now}, controls)) {
    const isEarlyEnd =
      event.type === 'end' && (event.result.outcome === 'cancelled' || event.result.outcome === 'detached');
    if (isWatch ? !BEFORE.includes(event.type) && isNews(event) : isEarlyEnd) yield event;
    if (isEarlyEnd) return;
  }
  if (isWatch) return;
  yield* undoRun({...placeAfter(place, session), name, objects: session.undo ?? []}, controls);
}
