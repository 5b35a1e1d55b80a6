import {meterOf, type Meter} from './meter.ts';
import type {Watcher} from './programs.ts';
import type {WatcherCourse} from './report.ts';
import {differences, type Truth} from './truth.ts';

const LOOK_MS = 500;
const MOST_CHILDREN = 16;

const longest = (meters: readonly Meter[]): readonly WatcherCourse[] =>
  meters
    .flatMap((meter) => meter.course() ?? [])
    .toSorted((a, b) => b.minutes - a.minutes)
    .slice(0, 1);

/** The programs that watch all the time, and what is known of them. */
export interface Crew {
  readonly start: () => void;
  /** Waits until all of them show what is so; tells those that do not in the end. Gives how many were looked at. */
  readonly agree: (what: string, limitMs: number) => Promise<number>;
  /** Takes the figures of all. */
  readonly read: () => void;
  /** A program that has ended before it was through is told; another takes its place, with figures of its own. */
  readonly mend: (before: (name: string) => Promise<void>) => Promise<void>;
  /** Ends all of them as a person does. */
  readonly stop: () => Promise<void>;
  /** The figures of each program: of the one of its kind that has lived longest. */
  readonly courses: () => readonly WatcherCourse[];
}

interface CrewOptions {
  readonly openers: readonly (() => Watcher)[];
  readonly truth: () => Truth;
  readonly minute: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly isStopped: () => boolean;
  readonly wrong: (what: string) => void;
}

export function crewOf({openers, truth, minute, pause, isStopped, wrong}: CrewOptions): Crew {
  const posts = openers.map((open) => ({open, watcher: undefined as Watcher | undefined}));
  const meters = new Map<string, Meter[]>();
  const present = (): Watcher[] => posts.flatMap(({watcher}) => watcher ?? []);

  function open(post: (typeof posts)[number]): void {
    post.watcher = post.open();
    const {name} = post.watcher;
    meters.set(name, [...(meters.get(name) ?? []), meterOf(name)]);
  }

  /** Lines tell news only: an open verdict need not be the last. */
  function wrongIn(watcher: Watcher): readonly string[] {
    const now = truth();
    const isSilent = watcher.name === 'lines' && now.words.includes('progressing');
    if (watcher.hasEnded() || isSilent) return [];
    return differences(watcher.shown(), now);
  }

  return {
    start: () => posts.forEach(open),
    async agree(what, limitMs) {
      const last = performance.now() + limitMs;
      let left = present();
      while (left.length > 0 && performance.now() < last) {
        await pause(LOOK_MS);
        if (isStopped()) return 0;
        left = left.filter((watcher) => wrongIn(watcher).length > 0);
      }
      for (const watcher of left)
        wrong(
          `${watcher.name} at rest, ${what}: ${wrongIn(watcher).join('; ') || 'too late'}\n${watcher.lastWords()}`,
        );
      return posts.length;
    },
    read() {
      for (const watcher of present()) {
        const {name} = watcher;
        const taint = watcher.taint();
        if (taint !== undefined) wrong(`${name}: raw control characters in ${JSON.stringify(taint)}`);
        const pid = watcher.pid();
        const reading = pid === undefined ? undefined : meters.get(name)?.at(-1)?.read(pid, minute());
        if (reading === undefined) continue;
        if (reading.children > MOST_CHILDREN) wrong(`${name}: ${reading.children} children at one time`);
        if (reading.zombies > 2) wrong(`${name}: ${reading.zombies} children that nobody took note of`);
      }
    },
    async mend(before) {
      for (const post of posts) {
        const {watcher} = post;
        if (watcher === undefined || !watcher.hasEnded() || isStopped()) continue;
        const words = watcher.lastWords();
        const isThrough = watcher.isThrough();
        const code = await watcher.stop();
        if (!isThrough) wrong(`${watcher.name} ended with ${code}:\n${words}`);
        await before(watcher.name);
        open(post);
      }
    },
    async stop() {
      for (const watcher of present()) {
        const code = await watcher.stop();
        if (code !== 0 && code !== 130) wrong(`${watcher.name} left with ${code} at the end`);
      }
    },
    courses: () => [...meters.values()].flatMap(longest),
  };
}
