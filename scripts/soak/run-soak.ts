import {setMaxListeners} from 'node:events';
import {pauseFor} from '../../src/services/run/pause-for.ts';
import {chanceOf} from './chance.ts';
import {crewOf} from './crew.ts';
import type {Mood} from './fates.ts';
import {openLine} from './line.ts';
import {processesWith} from './processes.ts';
import {applyLong, watchJson, watchLines, watchScreen} from './programs.ts';
import type {SoakReport} from './report.ts';
import {paceFor, rounds, type Act, type Round, type Unwell} from './schedule.ts';
import {takeTurn} from './turn.ts';
import {openWorkplace} from './workplace.ts';
import {LONG, openWorld} from './world.ts';

const LOOK_MS = 500;
const READ_MS = 10_000;
/** A right that is back is found out after half a minute; then comes a list. */
const AGREE_MS = 90_000;
/** The screen ends by itself after half a minute of being complete. */
const COMPLETE_MS = 28_000;
/** For so long the Deployment may be complete by chance. */
const LUCK_MS = 6000;

const MOODS: Readonly<Record<Unwell, Mood>> = {
  'image not found': 'image-not-found',
  'crash loop': 'crash-loop',
  'half of the pods': 'half',
  'never ready': 'probe-fails',
};

type Tally = Map<string, number>;
const count = (tally: Tally, what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Ends it before its time; the report is of what was until then. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Lets the built program watch for so many minutes while everything goes wrong, and tells how it did. */
export async function runSoak({minutes, seed, signal, say}: SoakOptions): Promise<SoakReport> {
  // Every wait listens.
  setMaxListeners(0, signal);
  const began = performance.now();
  const minute = (): number => (performance.now() - began) / 60_000;
  const isOver = (): boolean => signal.aborted || minute() >= minutes;
  const pause = async (ms: number): Promise<void> => await pauseFor(ms, signal);
  const world = await openWorld(seed, chanceOf(seed + 1));
  const line = await openLine(world.url, pause);
  const workplace = openWorkplace(line.url);
  const tallies = {
    faults: new Map<string, number>(),
    upsets: new Map<string, number>(),
    turns: new Map<string, number>(),
  };
  const mistakes: string[] = [];
  let checks = 0;
  let done = 0;
  let isResting = false;

  const wrong = (what: string): void => {
    mistakes.push(`minute ${minute().toFixed(1)}: ${what}`);
    say(`WRONG at ${mistakes.at(-1)}`);
  };
  const crew = crewOf({
    openers: [
      () => watchJson(workplace, {name: 'json', deployment: LONG}),
      () => watchLines(workplace, LONG),
      () => watchScreen(workplace, LONG),
    ],
    truth: () => world.truth(LONG),
    minute,
    pause,
    isStopped: () => signal.aborted,
    wrong,
  });

  const untilTruth = async (...words: readonly string[]): Promise<void> => {
    while (!signal.aborted && !world.truth(LONG).words.some((word) => words.includes(word)))
      await pause(LOOK_MS);
  };

  /** New pods, of which at least one does not become ready. */
  function spoil(replicas: number): void {
    world.setMood(LONG, 'rough');
    world.scale(LONG, Math.max(3, replicas));
    world.renew(LONG);
  }

  async function act(one: Act): Promise<void> {
    if (one.on === 'line') {
      count(tallies.faults, one.fault);
      return await line.play(one.fault, one.seconds);
    }
    count(tallies.upsets, one.upset);
    world.upset(one.upset, one.size);
  }

  async function unrest({steps, replicas}: Round): Promise<void> {
    const from = performance.now();
    spoil(replicas);
    let playing: Promise<void> = Promise.resolve();
    for (const {atMs, act: one} of steps) {
      await pause(Math.max(0, from + atMs - performance.now()));
      if (isOver()) break;
      const before = playing;
      // One fault of the line after the other; the cluster does not wait for them.
      if (one.on === 'cluster') await act(one);
      else
        playing = (async () => {
          await before;
          await act(one);
        })();
    }
    await playing;
  }

  async function rest({unwell, well, replicas}: Round): Promise<void> {
    isResting = true;
    world.tidy();
    world.setMood(LONG, MOODS[unwell]);
    world.scale(LONG, replicas);
    world.renew(LONG);
    await untilTruth('progressing', 'failed');
    checks += await crew.agree(unwell, AGREE_MS);
    world.setMood(LONG, 'ok');
    world.scale(LONG, well === 'scaled to 0' ? 0 : replicas);
    world.renew(LONG);
    await untilTruth('complete');
    checks += await crew.agree(well, COMPLETE_MS);
    isResting = false;
    spoil(replicas);
  }

  async function turn({turn: kind}: Round): Promise<void> {
    const onShown = (): void => void act({on: 'line', fault: 'cut', seconds: 0});
    const found = await takeTurn(kind, {world, workplace, signal, onShown});
    if (signal.aborted) return;
    count(tallies.turns, kind);
    checks += 1;
    for (const each of found) wrong(each);
  }

  /** Who is complete by chance for long would end the screen. */
  function watchLuck(): NodeJS.Timeout {
    let since: number | undefined;
    return setInterval(() => {
      const isComplete = !isResting && world.truth(LONG).words.includes('complete');
      since = isComplete ? (since ?? performance.now()) : undefined;
      if (since === undefined || performance.now() - since < LUCK_MS) return;
      since = undefined;
      spoil(3);
    }, LOOK_MS);
  }

  const timers = [setInterval(crew.read, READ_MS), watchLuck()];
  try {
    world.setMood(LONG, 'image-not-found');
    await applyLong(workplace);
    crew.start();
    checks += await crew.agree('the beginning', AGREE_MS);
    for (const round of rounds(seed, paceFor(minutes))) {
      if (isOver()) break;
      await unrest(round);
      await rest(round);
      if (!isOver()) await turn(round);
      await crew.mend(async (name) => {
        if (name === 'screen') await applyLong(workplace);
      });
      if (signal.aborted) break;
      done += 1;
      say(`minute ${minute().toFixed(1)}, round ${done}: ${checks} checks, ${mistakes.length} mistakes`);
    }
  } finally {
    for (const timer of timers) clearInterval(timer);
    crew.read();
    await crew.stop();
    line.close();
    world.close();
    const left = processesWith(workplace.mark);
    if (left.length > 0) wrong(`${left.length} processes are left at the end`);
    workplace.remove();
  }
  const watchers = crew.courses();
  return {seed, minutes: minute(), rounds: done, ...tallies, checks, mistakes, watchers};
}
