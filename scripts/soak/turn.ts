import type {DeployEvent, DeployOutcome} from '../../src/domain/deploy/events.ts';
import type {Mood} from './fates.ts';
import {watchJson} from './programs.ts';
import type {Turn} from './schedule.ts';
import type {Workplace} from './workplace.ts';
import {deploymentNamed, SHORT, type World} from './world.ts';

interface Course {
  readonly mood: Mood;
  /** Done when the watch has shown the rollout for the first time. */
  readonly meddle?: (world: World) => void;
  readonly ends: readonly DeployOutcome[];
}

const withImage = (world: World, image: string): void =>
  world.change(SHORT, (spec) => {
    const [first, ...others] = spec.template.spec['containers'] as object[];
    const containers = [{...first, image}, ...others];
    return {...spec, template: {...spec.template, spec: {...spec.template.spec, containers}}};
  });

const make = (world: World): void => world.create(deploymentNamed(SHORT, 'example/short:1.0'));

const COURSES: Readonly<Record<Turn, Course>> = {
  'goes well': {mood: 'ok', ends: ['complete']},
  'image not found': {mood: 'image-not-found', ends: ['doomed', 'failed']},
  'crash loop': {mood: 'crash-loop', ends: ['doomed', 'failed']},
  'changed by another': {
    mood: 'slow-pull',
    meddle: (world) => withImage(world, 'example/short:2.0'),
    ends: ['superseded'],
  },
  paused: {
    mood: 'slow-pull',
    meddle: (world) => world.change(SHORT, (spec) => ({...spec, paused: true})),
    ends: ['paused'],
  },
  deleted: {mood: 'slow-pull', meddle: (world) => world.remove(SHORT), ends: ['deleted']},
  replaced: {
    mood: 'slow-pull',
    meddle(world) {
      world.remove(SHORT);
      make(world);
    },
    ends: ['replaced', 'deleted'],
  },
};

const LONGEST_MS = 300_000;

/** Makes a Deployment and watches it to its end. Gives what was wrong about that; nothing when it ended rightly. */
export async function takeTurn(
  turn: Turn,
  {
    world,
    workplace,
    signal,
    onShown,
  }: {
    readonly world: World;
    readonly workplace: Workplace;
    readonly signal: AbortSignal;
    readonly onShown: () => void;
  },
): Promise<readonly string[]> {
  const {mood, meddle, ends} = COURSES[turn];
  world.setMood(SHORT, mood);
  make(world);
  let isShown = false;
  let end: Extract<DeployEvent, {type: 'end'}> | undefined;
  const watcher = watchJson(workplace, {
    name: 'short',
    deployment: SHORT,
    flags: ['--settle', '3s', '--timeout', '4m'],
    onEvent(event) {
      if (event.type === 'end') end = event;
      if (event.type !== 'rollout' || isShown || event.view.phase === 'waiting-read') return;
      isShown = true;
      onShown();
      meddle?.(world);
    },
  });
  const stop = (): void => void watcher.stop();
  const guard = setTimeout(stop, LONGEST_MS);
  signal.addEventListener('abort', stop);
  const code = await watcher.exit;
  clearTimeout(guard);
  signal.removeEventListener('abort', stop);
  world.remove(SHORT);
  const outcome = end?.result.outcome;
  const taint = watcher.taint();
  return [
    ...(outcome !== undefined && ends.includes(outcome)
      ? []
      : [`rollout "${turn}" ended as ${outcome ?? 'nothing'}: ${watcher.lastWords()}`]),
    ...(end === undefined || end.exitCode === code ? [] : [`rollout "${turn}" ended with ${code}`]),
    ...(taint === undefined ? [] : [`raw control characters in ${JSON.stringify(taint)}`]),
  ];
}
