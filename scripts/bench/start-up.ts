import {rmSync} from 'node:fs';
import {median, type Figure, type Section} from './figures.ts';
import type {Peers} from './peers.ts';
import {openSession, timeTo, type Program} from './session.ts';
import {PROGRAM, type Workshop} from './workshop.ts';

/** The last word of the wizard's first frame; colours stand between it and its key. */
export const FIRST_FRAME = ' leave';

/** Everything answered, so that one text comes out and nothing is written. */
const GENERATE =
  'generate --preset kubernetes --print dockerfile --image-repository acme/custom-delegate --account-id EXAMPLE --manager-url https://app.harness.io'.split(
    ' ',
  );

interface Case {
  readonly id: string;
  readonly name: string;
  readonly aim?: string;
  /** Milliseconds of one run. */
  readonly run: () => Promise<number>;
}

const toEnd = async (program: Program): Promise<number> => openSession(program).ended;

/** Runs the wizard to its proper end: its compiled code is kept then. */
async function warmUp(program: Program): Promise<void> {
  const session = openSession(program);
  await session.until(FIRST_FRAME);
  await session.quiet(100);
  session.press('\u0003');
  await session.ended;
}

function cases(workshop: Workshop, {peers}: Peers, executable: string | undefined): Case[] {
  const {env, directory: cwd} = workshop;
  const node = (...args: string[]): Program => ({command: process.execPath, args, cwd, env});
  const standalone = (...args: string[]): Program => ({command: executable ?? '', args, cwd, env});
  const firstRun = async (): Promise<number> => {
    const kept = workshop.fresh('kept');
    try {
      const program = node(PROGRAM);
      return await timeTo(FIRST_FRAME, {...program, env: {...env, XDG_CACHE_HOME: kept}});
    } finally {
      rmSync(kept, {recursive: true, force: true});
    }
  };
  return [
    {id: 'node', name: 'bare node (`node -e 0`)', run: () => toEnd(node('-e', '0'))},
    {id: 'version', name: '`--version`', aim: '1.15', run: () => toEnd(node(PROGRAM, '--version'))},
    {id: 'help', name: '`--help`', aim: '1.15', run: () => toEnd(node(PROGRAM, '--help'))},
    {
      id: 'generate-print',
      name: '`generate --print`',
      aim: '1.5',
      run: () => toEnd(node(PROGRAM, ...GENERATE)),
    },
    {
      id: 'wizard',
      name: '**wizard, first usable frame**',
      aim: '2.2, at most 3.0',
      run: () => timeTo(FIRST_FRAME, node(PROGRAM)),
    },
    {id: 'wizard-first-run', name: 'wizard, its very first run', run: firstRun},
    ...(executable === undefined
      ? []
      : [
          {
            id: 'standalone-version',
            name: 'standalone executable, `--version`',
            run: () => toEnd(standalone('--version')),
          },
          {
            id: 'standalone-wizard',
            name: 'standalone executable, first usable frame',
            run: () => timeTo(FIRST_FRAME, standalone()),
          },
        ]),
    ...peers.map(({id, name, program, mark}) => ({id: `peer-${id}`, name, run: () => timeTo(mark, program)})),
  ];
}

/** Times from start to first frame or end. Runs take turns, so that a busy moment of the machine hits all of them. */
export async function measureStarts({
  workshop,
  peers,
  executable,
  runs,
}: {
  readonly workshop: Workshop;
  readonly peers: Peers;
  readonly executable?: string;
  readonly runs: number;
}): Promise<Section> {
  const {env, directory: cwd} = workshop;
  const all = cases(workshop, peers, executable);
  await warmUp({command: process.execPath, args: [PROGRAM], cwd, env});
  if (executable !== undefined) await warmUp({command: executable, args: [], cwd, env});
  for (const {run} of all) await run();
  const times = new Map(all.map(({id}) => [id, [] as number[]]));
  for (let round = 0; round < runs; round++) for (const {id, run} of all) times.get(id)?.push(await run());
  const bare = median(times.get('node') ?? []);
  const figures = all.map(({id, name, aim}): Figure => {
    const value = median(times.get(id) ?? []);
    return {id, name, value, unit: 'ms', ratio: value / bare, ...(aim === undefined ? {} : {aim})};
  });
  return {title: `Start, median of ${runs}`, figures, missing: peers.missing};
}
