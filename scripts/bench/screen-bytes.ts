import {FEATURE_ROWS} from '../../src/domain/catalogue/features.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import {median, type Figure, type Section} from './figures.ts';
import type {Peer, Peers} from './peers.ts';
import {openSession, type Program, type Session} from './session.ts';
import {FIRST_FRAME} from './start-up.ts';
import {PROGRAM, type Workshop} from './workshop.ts';

const DOWN = '\u001b[B';
const QUIET_MS = 250;
const KEYS = 6;
const IDLE_MS = 5000;

/** Bytes that come out after each press of the key, one after the other. */
async function bytesPerKey(session: Session, key: string, count: number): Promise<number[]> {
  const costs: number[] = [];
  for (let press = 0; press < count; press++) {
    const before = session.bytes();
    session.press(key);
    await session.more(before);
    await session.quiet(QUIET_MS);
    costs.push(session.bytes() - before);
  }
  return costs;
}

/** Our screen of tools. */
async function openTools(program: Program): Promise<Session> {
  const session = openSession(program);
  await session.until(FIRST_FRAME);
  session.press('\r');
  await session.until('By feature');
  await session.quiet(QUIET_MS);
  return session;
}

async function using<Result>(session: Session, work: (session: Session) => Promise<Result>): Promise<Result> {
  try {
    return await work(session);
  } finally {
    await session.kill();
  }
}

/** Rows that are ticked: in the window from the top of the list, and from the heading that one key leads to. */
const PARTS = {
  features: {way: '', rows: FEATURE_ROWS.length},
  tools: {way: '\t', rows: TOOLS.length},
} as const;

/** Space on a row, each time with another state of things. The keys that are pressed lead back to the row. */
const MANNERS = {
  /** Ticked upon all that were ticked before. */
  'one more': [' '],
  /** Ticked while the whole file stands beside the rows, and unticked. */
  alone: ['p', '\u001b', ' ', ' '],
} as const;

/** Bytes of every tick and untick of a part of the list, with the live preview beside it. */
async function toggles(
  program: Program,
  part: keyof typeof PARTS,
  manner: keyof typeof MANNERS,
): Promise<number[]> {
  const session = await openTools({...program, size: [140, 40]});
  const {way, rows} = PARTS[part];
  return await using(session, async () => {
    if (way !== '') await bytesPerKey(session, way, 1);
    const costs: number[] = [];
    for (let row = 0; row < rows; row++) {
      for (const key of MANNERS[manner]) {
        const [cost = 0] = await bytesPerKey(session, key, 1);
        if (key === ' ') costs.push(cost);
      }
      if (row + 1 < rows) await bytesPerKey(session, DOWN, 1);
    }
    return costs;
  });
}

/** Every tool and every feature: alone, and one upon the other. */
async function toggleFigures(program: Program): Promise<Figure[]> {
  const all = async (part: keyof typeof PARTS): Promise<number[]> =>
    (await Promise.all([toggles(program, part, 'one more'), toggles(program, part, 'alone')])).flat();
  const [tools, features] = [await all('tools'), await all('features')];
  const figure = (id: string, name: string, value: number): Figure => ({
    id,
    name,
    value,
    unit: 'B',
    aim: '1,500',
  });
  return [
    figure('toggle', 'tick or untick a tool beside the live preview, 140x40', median(tools)),
    figure('toggle-most', `the same, the dearest of all ${TOOLS.length} tools`, Math.max(...tools)),
    figure('toggle-feature', 'the same with a feature, which brings several tools', median(features)),
    figure(
      'toggle-feature-most',
      `the same, the dearest of all ${FEATURE_ROWS.length} features`,
      Math.max(...features),
    ),
  ];
}

async function keysAndIdle(program: Program): Promise<{readonly keys: number; readonly idle: number}> {
  const tools = await openTools(program);
  return await using(tools, async () => {
    const costs = await bytesPerKey(tools, DOWN, KEYS);
    const before = tools.bytes();
    await tools.quiet(IDLE_MS);
    return {keys: median(costs), idle: tools.bytes() - before};
  });
}

async function peerKey({id, name, program, mark, down = DOWN}: Peer): Promise<Figure> {
  const session = openSession(program);
  const costs = await using(session, async () => {
    await session.until(mark);
    await session.quiet(QUIET_MS);
    return await bytesPerKey(session, down, KEYS);
  });
  return {id: `key-${id}`, name: `arrow key, ${name}`, value: median(costs), unit: 'B'};
}

/** What goes over the line: keys, ticks, and nothing at all. */
export async function measureBytes({
  workshop,
  peers: {peers},
}: {
  readonly workshop: Workshop;
  readonly peers: Peers;
}): Promise<Section> {
  const {env, directory: cwd} = workshop;
  const ours: Program = {command: process.execPath, args: [PROGRAM], cwd, env};
  // Bytes are the same on a busy machine, so all take part at once.
  const [{keys, idle}, toggled, others] = await Promise.all([
    keysAndIdle(ours),
    toggleFigures(ours),
    Promise.all(peers.map(peerKey)),
  ]);
  return {
    title: 'Bytes to the terminal',
    figures: [
      {id: 'key', name: '**arrow key on the tools, 80x24**', value: keys, unit: 'B', aim: '180'},
      ...toggled,
      {id: 'idle', name: `${IDLE_MS / 1000} s without a key`, value: idle, unit: 'B', aim: '0'},
      ...others,
    ],
    missing: [],
  };
}
