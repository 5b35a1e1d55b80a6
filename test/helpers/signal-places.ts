import {cpSync, existsSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {ANSWERED} from './answered.ts';
import {outsideCluster, type OutsideCluster} from './deploy-pty.ts';
import {startProgram} from './deploy-run.ts';
import {FakeBuilders} from './fake-builder.ts';
import {gatedKubectl} from './fault-gate.ts';
import {MANIFEST_TOKEN} from './fault-secrets.ts';
import {startSession, type Session} from './fault-session.ts';
import {smallManifest} from './small-manifest.ts';
import {temporaryDirectory} from './temporary-directory.ts';
import {until} from './until.ts';

const HOLD = fileURLToPath(new URL('fault-hold.cjs', import.meta.url));
export const CONTEXT = 'prod-east';
/** What is then written. */
export const ALL_FILES = [
  'Dockerfile',
  'build-and-push.yaml',
  'delegate-tui.yaml',
  'harness-delegate.yaml',
  'validate-delegate.yaml',
];

/** A session that waits until it is let go on. */
type Held = Session & {readonly release: () => void};

/** What all sessions share. */
export interface Places {
  /** Where none of them gets as far as to change anything. */
  readonly cluster: OutsideCluster;
  /** Where the rollout goes on for long, and there is something to take back. */
  readonly slow: OutsideCluster;
}

export async function openPlaces(context: TestContext): Promise<Places> {
  const cluster = await outsideCluster(context, {scenario: 'ok'});
  const slow = await outsideCluster(context, {scenario: 'slow-pull', speed: 1});
  const applied = startProgram({
    args: ['apply', '--file', 'small.yaml', '--context', CONTEXT, '--yes'],
    cwd: manifestIn(context),
    env: slow.env,
  });
  await applied.seen(/Rollout /);
  applied.kill('SIGTERM');
  await applied.end;
  return {cluster, slow};
}

/** The same state as in another place, to be changed. */
export function stateOf(context: TestContext, place: OutsideCluster): string {
  const state = temporaryDirectory(context);
  cpSync(place.env['XDG_STATE_HOME'] ?? '', state, {recursive: true});
  return state;
}

/** For the environment: files that are written wait at one of the steps on their way while the file `gate` is there; so many go first. */
export function heldFiles(gate: string, at: 'sync' | 'link', after = 0): Readonly<Record<string, string>> {
  writeFileSync(gate, '');
  return {
    FAULT_HOLD: gate,
    FAULT_HOLD_AT: at,
    FAULT_HOLD_AFTER: String(after),
    NODE_OPTIONS: `--require ${HOLD}`,
  };
}

/** A directory with a manifest in it, `small.yaml`. */
export function manifestIn(context: TestContext): string {
  const directory = temporaryDirectory(context);
  const text = smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', MANIFEST_TOKEN);
  writeFileSync(join(directory, 'small.yaml'), text);
  return directory;
}

/** Applies it on the screens, with a kubectl that stops or asks where that is wanted. */
export function apply(
  context: TestContext,
  {
    place,
    hasJobs = false,
    isChosen = true,
    ...gate
  }: {
    word?: string;
    asks?: boolean;
    place: OutsideCluster;
    hasJobs?: boolean;
    /** Where it goes is said already. */
    isChosen?: boolean;
  },
) {
  const directory = manifestIn(context);
  const gated = Object.keys(gate).length === 0 ? undefined : gatedKubectl({...gate, directory});
  const session = startSession(context, {
    directory,
    hasJobs,
    args: ['apply', '--file', 'small.yaml', ...(isChosen ? ['--context', CONTEXT] : [])],
    env: {
      ...place.env,
      XDG_STATE_HOME: temporaryDirectory(context),
      ...(gated === undefined ? {} : {PATH: `${gated.bin}:${process.env['PATH']}`}),
    },
  });
  return {session, gated};
}

/** The checks have passed; the name of the cluster is typed. */
export async function agree(session: Session): Promise<void> {
  await session.untilText('type the name:');
  session.press(CONTEXT);
  await session.until('the typed name', (lines) =>
    lines.some((line) => line.includes(`❯ Name   ${CONTEXT}`)),
  );
  session.press('\r');
}

/** At the review, and all is answered. */
export async function atReview(
  context: TestContext,
  options: Omit<Parameters<typeof startSession>[1], 'args'>,
): Promise<Session> {
  const session = startSession(context, {...options, args: [...ANSWERED, '--output', 'out']});
  await session.until('the comparison with the disk', (lines) =>
    lines.some((line) => /Dockerfile +new +write/.test(line)),
  );
  return session;
}

/** A docker that never ends to build. */
export function endlessDocker(directory: string) {
  const reached = join(directory, 'reached');
  const fakes = new FakeBuilders(directory);
  fakes.add('docker', {
    info: `echo '{"ServerVersion":"28.2.2","OSType":"linux","Driver":"overlay2"}'`,
    build: `echo "#5 [1/2] FROM x" >&2; : > '${reached}'; exec sleep 600`,
  });
  return {
    env: {PATH: `${fakes.path}:/usr/bin:/bin`},
    builds: async () => await until(() => existsSync(reached)),
  };
}

/** A docker that pushes at once. */
export function pushingDocker(directory: string): Readonly<Record<string, string>> {
  const image = JSON.stringify([{Id: `sha256:${'c'.repeat(64)}`, Architecture: 'amd64', RepoTags: ['a:1']}]);
  const fakes = new FakeBuilders(directory);
  fakes.add('docker', {
    info: `echo '{"ServerVersion":"28.2.2","OSType":"linux","Driver":"overlay2"}'`,
    image: `echo '${image}'`,
    push: `echo '1: digest: sha256:${'d'.repeat(64)} size: 1234'`,
  });
  return {PATH: `${fakes.path}:/usr/bin:/bin`};
}

/** At the review, and told to write; the files wait at one of the steps on their way. */
export async function writing(context: TestContext, at: 'sync' | 'link'): Promise<Held> {
  const gate = join(temporaryDirectory(context), 'hold');
  const session = await atReview(context, {env: heldFiles(gate, at)});
  session.press('\r');
  await until(() => existsSync(`${gate}-reached`));
  return {...session, release: () => rmSync(gate, {force: true})};
}
