import {readFileSync} from 'node:fs';
import type {Figure, Section} from './figures.ts';
import type {Peers} from './peers.ts';
import {openSession, type Program} from './session.ts';
import {FIRST_FRAME} from './start-up.ts';
import {PROGRAM, type Workshop} from './workshop.ts';

const SETTLED_MS = 1500;

/** Resident memory of a process in MB; undefined where there is no /proc. Source: proc(5). */
export function residentOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return undefined;
  }
}

async function residentAt(mark: string, program: Program): Promise<number | undefined> {
  const session = openSession(program);
  try {
    await session.until(mark);
    await session.quiet(SETTLED_MS);
    return residentOf(session.pid);
  } finally {
    await session.kill();
  }
}

/** Resident memory when the first frame has stood for a moment. */
export async function measureMemory({
  workshop,
  peers,
}: {
  readonly workshop: Workshop;
  readonly peers: Peers;
}): Promise<Section> {
  const {env, directory: cwd} = workshop;
  const node = (...args: string[]): Program => ({command: process.execPath, args, cwd, env});
  const ink = peers.peers.find(({id}) => id === 'ink');
  const cases = [
    {
      id: 'memory-node',
      name: 'memory of bare node',
      mark: 'up',
      program: node('-e', 'console.log("up"); setTimeout(() => {}, 60000)'),
    },
    {
      id: 'memory-wizard',
      name: '**memory of the wizard**',
      mark: FIRST_FRAME,
      program: node(PROGRAM),
      aim: '80',
    },
    ...(ink === undefined
      ? []
      : [{id: 'memory-ink', name: `memory of the ${ink.name}`, mark: ink.mark, program: ink.program}]),
  ];
  const measured = await Promise.all(
    cases.map(async ({mark, program, ...rest}) => ({...rest, value: await residentAt(mark, program)})),
  );
  const figures = measured.flatMap((figure): Figure[] =>
    figure.value === undefined ? [] : [{...figure, value: figure.value, unit: 'MB'}],
  );
  return {
    title: 'Resident memory',
    figures,
    missing: figures.length < cases.length ? ['Memory is read from /proc, which is not here.'] : [],
  };
}
