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
    await session.quiet(QUIET_MS);
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

/** Ticks one row after the other, with the live preview beside them. `way`: keys that lead to the rows. */
async function ticks(program: Program, way: string): Promise<number[]> {
  const session = await openTools({...program, size: [140, 40]});
  return await using(session, async () => {
    if (way !== '') await bytesPerKey(session, way, 1);
    const costs: number[] = [];
    for (let row = 0; row < KEYS; row++) {
      costs.push(...(await bytesPerKey(session, ' ', 1)));
      await bytesPerKey(session, DOWN, 1);
    }
    return costs;
  });
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
  const [{keys, idle}, tools, features, others] = await Promise.all([
    keysAndIdle(ours),
    ticks(ours, '\t'),
    ticks(ours, ''),
    Promise.all(peers.map(peerKey)),
  ]);
  return {
    title: 'Bytes to the terminal',
    figures: [
      {id: 'key', name: '**arrow key on the tools, 80x24**', value: keys, unit: 'B', aim: '180'},
      {
        id: 'tick',
        name: 'tick a tool beside the live preview, 140x40',
        value: median(tools),
        unit: 'B',
        aim: '1,500',
      },
      {
        id: 'tick-most',
        name: 'the same, the dearest tool of them',
        value: Math.max(...tools),
        unit: 'B',
        aim: '1,500',
      },
      {
        id: 'tick-feature',
        name: 'the same with a feature, which brings several tools',
        value: median(features),
        unit: 'B',
      },
      {id: 'idle', name: `${IDLE_MS / 1000} s without a key`, value: idle, unit: 'B', aim: '0'},
      ...others,
    ],
    missing: [],
  };
}
