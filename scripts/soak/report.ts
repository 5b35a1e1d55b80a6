import type {Course} from './fit.ts';

/** One of the watching programs over the run. */
export interface WatcherCourse {
  readonly name: string;
  /** For so long it was watched. */
  readonly minutes: number;
  readonly resident: Course;
  readonly descriptors: Course;
  /** Most children that it had at one time. */
  readonly children: number;
  /** Hundredths of one processor, with its children. */
  readonly processor: number;
}

export interface SoakReport {
  readonly seed: number;
  readonly minutes: number;
  readonly rounds: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly upsets: ReadonlyMap<string, number>;
  readonly turns: ReadonlyMap<string, number>;
  readonly checks: number;
  readonly mistakes: readonly string[];
  readonly watchers: readonly WatcherCourse[];
}

const number = (value: number): string => Math.round(value).toLocaleString('en-US');
const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([what, count]) => `${what} ${count}`).join(', ') || 'none';
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((a, b) => a + b, 0);

/** Nothing wrong was shown, and nothing grows. */
export const isWell = ({mistakes, watchers}: SoakReport): boolean =>
  mistakes.length === 0 &&
  watchers.every(
    ({resident, descriptors}) => ![resident, descriptors].some(({verdict}) => verdict === 'grows'),
  );

/** The run as Markdown tables. */
export function soakText(report: SoakReport): string {
  const {seed, minutes, rounds, faults, upsets, turns, checks, mistakes, watchers} = report;
  const courses = watchers.map(({name, minutes: lived, resident, descriptors, children, processor}) =>
    row(
      name,
      lived.toFixed(0),
      [resident.min, resident.median, resident.max].map(number).join(' / '),
      `${resident.perHour < 0 ? '' : '+'}${number(resident.perHour)}`,
      resident.verdict,
      `${descriptors.min} / ${descriptors.median} / ${descriptors.max}`,
      descriptors.verdict,
      String(children),
      `${processor.toFixed(1)} %`,
    ),
  );
  return [
    row('What', 'How much'),
    row('---', '---'),
    row('minutes', minutes.toFixed(1)),
    row('seed, rounds', `${seed}, ${rounds}`),
    row(`faults of the line, ${total(faults)}`, counted(faults)),
    row(`upsets of the cluster, ${total(upsets)}`, counted(upsets)),
    row(`short rollouts, ${total(turns)}`, counted(turns)),
    row('checks against the cluster', String(checks)),
    row('**mistakes**', `**${mistakes.length}**`),
    '',
    row(
      'Program',
      'minutes',
      'memory, kB: min / median / max',
      'kB an hour',
      'memory',
      'descriptors: min / median / max',
      'descriptors',
      'most children',
      'processor',
    ),
    row('---', '---:', '---:', '---:', '---', '---:', '---', '---:', '---:'),
    ...courses,
    ...(mistakes.length === 0 ? [] : ['', ...mistakes.map((mistake) => `- ${mistake}`)]),
  ].join('\n');
}
