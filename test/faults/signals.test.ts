import assert from 'node:assert/strict';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test, type TestContext} from 'node:test';
import {untilGone} from '../helpers/deploy-pty.ts';
import {startSession, TELL, type Session} from '../helpers/fault-session.ts';
import {needs} from '../helpers/needs.ts';
import {PHASES, WAYS, type Gone, type Phase} from '../helpers/signal-phases.ts';
import {agree, ALL_FILES, apply, openPlaces, type Places} from '../helpers/signal-places.ts';
import {nextLook, until} from '../helpers/until.ts';

let places: Places;
const cleanUps: (() => unknown)[] = [];
const suite = {after: (cleanUp: () => unknown) => void cleanUps.push(cleanUp)} as unknown as TestContext;

const ENDS = {'ctrl+c': 130, SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;
type End = keyof typeof ENDS;
const PAUSE = 'SIGTSTP and SIGCONT';
/** A way through all phases is a column, and each cell a test. The pause comes with one of the ends. */
const COLUMNS: readonly (readonly [end: End, pause?: typeof PAUSE])[] = [
  ['ctrl+c'],
  ['SIGINT'],
  ['SIGTERM', PAUSE],
  ['SIGHUP'],
];

test('every phase has a cell for each way, or a reason why it has none', () => {
  for (const way of WAYS) assert.equal(COLUMNS.flat().filter((one) => one === way).length, 1, way);
  for (const {never = {}} of PHASES)
    for (const reason of Object.values(never)) assert.match(reason, /^no screen is drawn: /);
});

const LOOKS_BETWEEN_PRESSES = 15;

/**
 * As a person does who wants to get out: each press in a read of its own, for several in one are one. What comes
 * once too often comes as the signal: where a key makes it, the system throws away what the terminal was just told.
 */
async function pressUntilLeft(session: Session): Promise<void> {
  for (let looks = 0; await session.isRaw(); looks++) {
    if (looks % LOOKS_BETWEEN_PRESSES === 0) session.press('\u0003');
    await nextLook();
  }
  try {
    for (; !session.hasLeft(); await nextLook()) session.signal('SIGINT');
  } catch {
    // It has ended meanwhile.
  }
}

/** The login ends by what is pressed, and then we do, once: after that the terminal has its own Ctrl+C back. */
async function leaveLogin(session: Session): Promise<void> {
  session.press('\u0003');
  await session.untilText('r try again');
  session.press('\u0003');
}

async function end(session: Gone, {isLent, files}: Phase, way: End): Promise<void> {
  if (way !== 'ctrl+c') session.signal(way);
  if (isLent && (way === 'ctrl+c' || way === 'SIGINT')) await leaveLogin(session);
  else if (way === 'ctrl+c' && files === 'all') session.press('\u0003');
  else if (way === 'ctrl+c') await pressUntilLeft(session);
  if (files === 'all') session.release?.();
}

async function isLeftWell(session: Gone, {files, tells}: Phase, code: number): Promise<void> {
  assert.deepEqual(await session.left(), {code, unrestored: []}, session.history().join('\n'));
  // With SIGHUP there is no terminal to tell it on.
  if (tells !== undefined && code !== ENDS.SIGHUP) assert.match(session.history().join('\n'), tells);
  // What changes a cluster goes on by itself.
  session.release?.();
  await untilGone(() => [...session.children()]);
  const out = join(session.directory, 'out');
  if (files === 'none') assert.deepEqual(readdirSync(session.directory), []);
  if (files === 'all') assert.deepEqual(existsSync(out) ? readdirSync(out).toSorted() : [], ALL_FILES);
}

const isHidden = (session: Session): boolean =>
  session.written().lastIndexOf('\u001b[?25l') > session.written().lastIndexOf('\u001b[?25h');

const SECOND_ROW = /^ ❯ (?!kubernetes)/;

/** The whole frame fits this width: no line of it was wrapped. */
const hasRule = (lines: readonly string[], columns: number): boolean =>
  lines.includes(` ${'─'.repeat(columns - 2)}`);

const isMarked = (session: Session): boolean =>
  session.written().lastIndexOf('\u001b[?2004h') > session.written().lastIndexOf('\u001b[?2004l');

/** Stopped, and gone on. */
async function pause(session: Session): Promise<void> {
  session.signal('SIGTSTP');
  await until(async () => session.isStopped() && !(await session.isRaw()) && !isHidden(session));
  session.signal('SIGCONT');
  await until(() => !session.isStopped());
}

async function pauses(session: Gone, {shows, isLent}: Phase): Promise<void> {
  const from = session.written().length;
  await pause(session);
  if (isLent) {
    // The first time is over when it stops for the second.
    await pause(session);
    session.press('an answer\n');
    await until(() => session.written().slice(from).includes('Not an answer'));
    assert.ok(!session.written().slice(from).includes('\u001b[?25l'), 'nothing is drawn into the login');
    return;
  }
  await until(async () => isHidden(session) && (await session.isRaw()));
  await session.untilText(shows ?? '');
}

describe('signals in a terminal', {...needs('kubectl'), concurrency: 6}, () => {
  before(async () => {
    places = await openPlaces(suite);
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  for (const [name, shows, go] of [
    ['the questions', 'step 1 of 6', async (t: TestContext) => startSession(t, {args: [], hasJobs: true})],
    [
      'the watch',
      'rollout ',
      async (t: TestContext) => {
        const {session} = apply(t, {place: places.slow, hasJobs: true});
        await agree(session);
        return session;
      },
    ],
  ] as const) {
    test(`ctrl+z in ${name}: the shell has its terminal as before, and fg brings the screen back in its size`, async (t) => {
      const session = await go(t);
      await session.untilText(shows);
      for (const [times, columns, rows] of [
        [1, 60, 20],
        [2, 100, 30],
      ] as const) {
        session.press('\u001a');
        await until(async () => session.isStopped() && !(await session.isRaw()) && !isHidden(session));
        assert.ok(!isMarked(session));
        await session.until('an empty screen', (lines) => !lines.some((line) => line.includes(shows)));
        // Only the shell is told of it.
        session.resize(columns, rows);
        session.press(`echo typed $((${times} * 7))\n`);
        await session.untilText(`typed ${times * 7}`);
        session.press('fg\n');
        await until(async () => isHidden(session) && isMarked(session) && (await session.isRaw()));
        await session.until(`the screen, ${columns} wide`, (lines) => hasRule(lines, columns));
        assert.match(session.screen().join('\n'), RegExp(shows));
      }
      // Once: a second one could be left to the shell, in front of what it is asked then.
      session.press('\u0003');
      await until(async () => !(await session.isRaw()));
      session.press(TELL);
      assert.deepEqual(await session.left(), {code: 130, unrestored: []});
    });
  }

  test('ctrl+z where no shell could call us back: nothing stops, and the screen stays', async (t) => {
    const session = startSession(t, {args: []});
    await session.untilText('step 1 of 6');
    const drawn = session.written().split('step 1 of 6').length;
    session.press('\u001a');
    await until(() => session.written().split('step 1 of 6').length > drawn);
    session.press('j');
    await session.until('the second row', (lines) => lines.some((line) => SECOND_ROW.test(line)));
    assert.ok(await session.isRaw());
    session.press('\u0003');
    assert.deepEqual(await session.left(), {code: 130, unrestored: []});
  });

  for (const phase of PHASES) {
    const {name, go, never = {}, codes = {}} = phase;
    for (const [way, pause] of COLUMNS) {
      if (way in never) continue;
      const code = codes[way] ?? ENDS[way];
      const ending = async (session: Gone): Promise<void> => {
        await end(session, phase, way);
        await isLeftWell(session, phase, code);
      };
      const title = `${way} in ${name}: the terminal is as before, no child is left, ${code}`;
      if (pause === undefined || pause in never) {
        test(title, async (t) => await ending(await go(t, places)));
        continue;
      }
      test(`one after the other in ${name}`, async (t) => {
        const session = await go(t, places);
        await t.test(`${pause} in ${name}: the terminal is given back, and taken again`, async () => {
          await pauses(session, phase);
        });
        await t.test(`${way} in ${name}: the terminal is as before, no child is left, ${code}`, async () => {
          await ending(session);
        });
      });
    }
  }
});

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${name} while it is stopped: it ends as asked as soon as it goes on, ${code}`, async (t) => {
    const session = startSession(t, {args: []});
    await session.untilText('step 1 of 6');
    session.signal('SIGTSTP');
    await until(session.isStopped);
    session.signal(name);
    session.signal('SIGCONT');
    assert.deepEqual(await session.left(), {code, unrestored: []});
  });
}

test('SIGTSTP takes the screen away until SIGCONT; then it is as it was', async (t) => {
  const session = startSession(t, {args: []});
  await session.untilText('Start from');
  session.press('j');
  await session.until('the second row', (lines) => lines.some((line) => line.startsWith(' ❯ air-gapped')));
  session.signal('SIGTSTP');
  await session.until('an empty screen', (lines) => !lines.some((line) => line.includes('Start from')));
  // The screen is empty a moment before.
  await until(session.isStopped);
  session.signal('SIGCONT');
  await session.untilText('Start from');
  assert.ok(session.screen().some((line) => line.startsWith(' ❯ air-gapped')));
  // Of this one nobody is told beforehand: the frame stays, and the shell writes over it.
  const emptied = (): number => session.written().split('\u001b[H\u001b[J').length;
  const times = emptied();
  session.signal('SIGSTOP');
  await until(session.isStopped);
  session.signal('SIGCONT');
  await session.until('the screen, drawn anew', () => emptied() > times);
  session.press('\u0003');
  assert.deepEqual(await session.left(), {code: 130, unrestored: []});
});
