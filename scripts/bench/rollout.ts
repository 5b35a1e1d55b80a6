import {execFileSync} from 'node:child_process';
import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {directYoga, lateGraphemes, withoutDevtools} from './bundling.ts';
import type {Figure, Section} from './figures.ts';
import {residentOf} from './memory.ts';
import {openSession, type Session} from './session.ts';
import {ROOT, type Workshop} from './workshop.ts';

const PODS = 5000;
/** So many of them change in a second. */
const CHANGES = 1000;
/** How the name of every pod begins. */
const FIRST_POD = 'delegate-7d9f';
/** Until all lists are read, in ms. */
const SETTLED_MS = 4000;

async function bundle(workshop: Workshop, name: string, banner = ''): Promise<string> {
  const outfile = join(workshop.fresh('rollout'), `${name}.cjs`);
  await build({
    entryPoints: [join(ROOT, 'test', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    minify: true,
    define: {
      'process.env.NODE_ENV': '"production"',
      'import.meta.url': '"file:///"',
      DELEGATE_TUI_VERSION: '"0"',
    },
    banner: {js: banner},
    plugins: [withoutDevtools, directYoga, lateGraphemes],
    logLevel: 'error',
  });
  return outfile;
}

interface Reduced {
  readonly eventsPerSecond: number;
  readonly tickMicroseconds: number;
  readonly viewMilliseconds: number;
}

/** The reducer by itself, in a process of its own. */
async function reducerFigures(workshop: Workshop): Promise<Figure[]> {
  const script = await bundle(workshop, 'rollout');
  const reduced = JSON.parse(execFileSync(process.execPath, [script], {encoding: 'utf8'})) as Reduced;
  return [
    {
      id: 'events',
      name: 'pod changes that the reducer takes in',
      value: reduced.eventsPerSecond,
      unit: '/s',
      aim: 'at least 20,000',
    },
    {
      id: 'tick',
      name: `a tick with ${PODS.toLocaleString('en-US')} pods`,
      value: reduced.tickMicroseconds,
      unit: 'µs',
    },
    {
      id: 'view',
      name: `a look at ${PODS.toLocaleString('en-US')} pods`,
      value: reduced.viewMilliseconds,
      unit: 'ms',
    },
  ];
}

interface Watched {
  readonly bytesPerSecond: number;
  readonly resident?: number;
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Bytes over some seconds, once all pods are on the screen, and the memory after them. */
async function watchScreen(session: Session, mark: string, seconds: number): Promise<Watched> {
  try {
    await session.until(mark);
    await after(SETTLED_MS);
    const before = session.bytes();
    await after(seconds * 1000);
    const resident = residentOf(session.pid);
    return {
      bytesPerSecond: (session.bytes() - before) / seconds,
      ...(resident === undefined ? {} : {resident}),
    };
  } finally {
    session.press('\u0003');
    await Promise.race([session.ended, after(2000)]);
    await session.kill();
  }
}

/** The screen of a rollout: what it writes and what it keeps, while pods change and while only ages do. */
export async function measureRollout({
  workshop,
  seconds,
}: {
  readonly workshop: Workshop;
  readonly seconds: number;
}): Promise<Section> {
  const kubectl = await bundle(workshop, 'fake-kubectl', `#!${process.execPath}`);
  chmodSync(kubectl, 0o755);
  const screen = await bundle(workshop, 'rollout-screen');
  const open = (pods: number, changes: number): Session =>
    openSession({
      command: process.execPath,
      args: [screen],
      cwd: workshop.directory,
      env: {
        ...workshop.env,
        BENCH_KUBECTL: kubectl,
        BENCH_PODS: String(pods),
        BENCH_CHANGES: String(changes),
      },
    });
  const few = await watchScreen(open(8, 0), FIRST_POD, seconds);
  const still = await watchScreen(open(PODS, 0), FIRST_POD, seconds);
  const busy = await watchScreen(open(PODS, CHANGES), FIRST_POD, seconds);
  const many = PODS.toLocaleString('en-US');
  return {
    title: 'Watching a rollout, 80x24',
    figures: [
      {id: 'ages', name: '8 pods, only ages change', value: few.bytesPerSecond, unit: 'B/s', aim: '400'},
      {
        id: 'ages-many',
        name: `${many} pods, only ages change`,
        value: still.bytesPerSecond,
        unit: 'B/s',
        aim: '400',
      },
      {
        id: 'changing',
        name: `${many} pods, ${CHANGES.toLocaleString('en-US')} changes a second`,
        value: busy.bytesPerSecond,
        unit: 'B/s',
        aim: '2,000',
      },
      ...(still.resident === undefined
        ? []
        : [
            {
              id: 'memory-still',
              name: `memory, ${many} quiet pods`,
              value: still.resident,
              unit: 'MB',
              aim: '150',
            } as const,
          ]),
      ...(busy.resident === undefined
        ? []
        : [
            {
              id: 'memory-changing',
              name: `memory, ${many} pods that change`,
              value: busy.resident,
              unit: 'MB',
              aim: '150',
            } as const,
          ]),
      ...(await reducerFigures(workshop)),
    ],
    missing: [],
  };
}
