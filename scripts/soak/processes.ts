import {readFileSync, readdirSync} from 'node:fs';

/** Everything here is read from /proc. Source: proc(5). */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};

const entries = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

/** Without one all figures are 0. */
export interface Reading {
  /** Resident memory in kB. */
  readonly resident: number;
  readonly descriptors: number;
  readonly children: number;
  /** Children that have ended and that nobody has taken note of. */
  readonly zombies: number;
  /** Seconds of a processor, with those of children that have ended. */
  readonly processor: number;
}

const TICKS_PER_SECOND = 100;
/** What stands behind the name, which may hold anything. */
const statOf = (pid: string | number): string[] =>
  read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');

export function readProcess(pid: number): Reading {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  const stat = statOf(pid);
  const ticks = [11, 12, 13, 14].reduce((sum, place) => sum + Number(stat[place] ?? 0), 0);
  return {
    resident: Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0),
    descriptors: entries(`/proc/${pid}/fd`).length,
    children: children.length,
    zombies: children.filter((child) => statOf(child)[0] === 'Z').length,
    processor: ticks / TICKS_PER_SECOND,
  };
}

export const parentOf = (pid: number): number => Number(statOf(pid)[1]);

/** Processes with this text in their environment, by pid. */
export const processesWith = (text: string): number[] =>
  entries('/proc')
    .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(text))
    .map(Number);
