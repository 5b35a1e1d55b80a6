import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {ANSWERED} from './answered.ts';
import {runProgram} from './built-program.ts';
import {gatedKubectl} from './fault-gate.ts';
import {startSession, type Session} from './fault-session.ts';
import {agree, apply, atReview, endlessDocker, stateOf, writing, type Places} from './signal-places.ts';
import {temporaryDirectory} from './temporary-directory.ts';

/** How a program is asked to end, or to stop for a while: `ctrl+c` is pressed, all others come from elsewhere. */
export const WAYS = ['ctrl+c', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGTSTP and SIGCONT'] as const;
export type Way = (typeof WAYS)[number];

export type Gone = Session & {readonly release?: () => void};

export interface Phase {
  readonly name: string;
  /** Brings a session there. */
  readonly go: (context: TestContext, places: Places) => Promise<Gone>;
  /** What stands on the screen, where one is drawn. */
  readonly shows?: string;
  /** Another program has the terminal: Ctrl+C and SIGINT are for that one, and not for us. */
  readonly isLent?: true;
  /** What is then in the output directory: nothing, or all that was to be written. */
  readonly files?: 'none' | 'all';
  /** What stands in the terminal afterwards, unless that is gone. */
  readonly tells?: RegExp;
  /** Where it is not that of the signal. */
  readonly codes?: Readonly<Partial<Record<Way, number>>>;
  /** Ways that cannot be gone here, and why. */
  readonly never?: Readonly<Partial<Record<Way, string>>>;
}

/** Of phases before or without a screen. */
const WITHOUT_SCREEN = {
  'ctrl+c': 'no screen is drawn: of what is pressed the terminal makes SIGINT',
  'SIGTSTP and SIGCONT': 'no screen is drawn: the system alone stops it, and lets it go on',
} as const;

const LEFT =
  /You left before the end was known\. Look again with:\s|goes on by itself(?:\. Deployment|; nobody waits)|goes on in the cluster/;

/** Everything that the program may be in the middle of, in a terminal. */
export const PHASES: readonly Phase[] = [
  {
    name: 'the questions',
    shows: 'step 1 of 6',
    files: 'none',
    go: async (t) => {
      const session = startSession(t, {args: []});
      await session.untilText('step 1 of 6');
      return session;
    },
  },
  {
    name: 'the writing of files',
    shows: 'step 6 of 6',
    files: 'none',
    go: async (t) => {
      const {release: _, ...session} = await writing(t, 'sync');
      return session;
    },
  },
  {
    name: 'the moment in which files get their places',
    shows: 'step 6 of 6',
    files: 'all',
    // It is too late: all is written, and that is told.
    codes: {'ctrl+c': 0},
    go: async (t) => await writing(t, 'link'),
  },
  {
    name: 'the build of the image',
    never: WITHOUT_SCREEN,
    go: async (t) => {
      const directory = temporaryDirectory(t);
      const {code, err} = await runProgram({
        args: ['generate', ...ANSWERED, '--output', 'out'],
        cwd: directory,
      });
      assert.equal(code, 0, err);
      const docker = endlessDocker(directory);
      const session = startSession(t, {
        directory,
        args: ['build', '--output', 'out', '--builder-tool', 'docker'],
        env: docker.env,
      });
      await docker.builds();
      return session;
    },
  },
  {
    name: 'the screens of a build',
    shows: 'Building',
    go: async (t) => {
      const directory = temporaryDirectory(t);
      const docker = endlessDocker(directory);
      const session = await atReview(t, {directory, env: docker.env});
      session.press('b');
      await session.untilText('Press enter to build');
      session.press('\r');
      await docker.builds();
      return session;
    },
  },
  {
    name: 'the look for kubectl, before a screen',
    never: WITHOUT_SCREEN,
    go: async (t, {cluster}) => {
      const {session, gated} = apply(t, {word: '--client', place: cluster, isChosen: false});
      await gated?.reached();
      return session;
    },
  },
  {
    name: 'the look for kubectl, from the review',
    shows: 'reading your kubeconfig',
    go: async (t) => {
      const directory = temporaryDirectory(t);
      const gated = gatedKubectl({word: '--client', directory});
      const session = await atReview(t, {directory, env: {PATH: `${gated.bin}:${process.env['PATH']}`}});
      session.press('d');
      await gated.reached();
      await session.untilText('reading your kubeconfig');
      return session;
    },
  },
  {
    name: 'the reading of the kubeconfig',
    shows: 'reading your kubeconfig',
    go: async (t, {cluster}) => {
      const {session, gated} = apply(t, {word: 'config', place: cluster, isChosen: false});
      await gated?.reached();
      await session.untilText('reading your kubeconfig');
      return session;
    },
  },
  {
    name: 'the checks',
    shows: 'looking',
    go: async (t, {cluster}) => {
      const {session, gated} = apply(t, {word: 'version', place: cluster});
      await gated?.reached();
      await session.untilText('looking');
      return session;
    },
  },
  {
    name: 'the apply',
    shows: 'apply ',
    tells: LEFT,
    go: async (t, {cluster}) => {
      const {session, gated} = apply(t, {word: 'apply', place: cluster});
      await agree(session);
      await gated?.reached();
      return {...session, ...(gated && {release: gated.giveUp})};
    },
  },
  {
    name: 'the watch',
    shows: 'rollout ',
    tells: LEFT,
    go: async (t, {slow}) => {
      const {session} = apply(t, {place: slow});
      await agree(session);
      await session.untilText('rollout ');
      return session;
    },
  },
  {
    name: 'the undo',
    shows: 'custom-del',
    tells: LEFT,
    go: async (t, {slow}) => {
      const directory = temporaryDirectory(t);
      const gated = gatedKubectl({word: 'delete', directory});
      const state = stateOf(t, slow);
      const session = startSession(t, {
        directory,
        args: ['undo'],
        env: {...slow.env, XDG_STATE_HOME: state, PATH: `${gated.bin}:${process.env['PATH']}`},
      });
      await session.untilText('delete Deployment custom-del');
      session.press('y');
      await gated.reached();
      return {...session, release: gated.giveUp};
    },
  },
  {
    name: 'a login that has the terminal',
    isLent: true,
    // The checks end for want of a login, and that is what we leave with.
    codes: {'ctrl+c': 3, SIGINT: 3},
    go: async (t, {cluster}) => {
      const {session} = apply(t, {asks: true, place: cluster});
      await session.untilText('log in');
      session.press('\r');
      await session.untilText('Password:');
      return session;
    },
  },
];
