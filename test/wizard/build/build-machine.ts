import type {BuildEvent} from '../../../src/domain/build-run/build-events.ts';
import type {ToolCheck} from '../../../src/domain/build-run/read-tool-check.ts';
import type {BuildEffect, BuildMessage, FoundHere} from '../../../src/wizard/build/effects.ts';
import {openBuild} from '../../../src/wizard/build/open-build.ts';
import type {BuildJob, BuildState} from '../../../src/wizard/build/state.ts';
import {buildUpdate} from '../../../src/wizard/build/update.ts';
import {buildView} from '../../../src/wizard/build/view.ts';
import {toKeys, type KeyName} from '../../../src/wizard/keys.ts';
import type {Screen} from '../../../src/wizard/screen.ts';
import {createStore} from '../../../src/wizard/store.ts';

export const REFERENCE = 'registry.corp:5000/acme/delegate:1';
export const DIGEST = `sha256:${'d'.repeat(64)}`;
export const OLD_DIGEST = `sha256:${'e'.repeat(64)}`;

const JOB: BuildJob = {
  reference: REFERENCE,
  registry: 'registry.corp:5000',
  dockerfile: 'custom-del/Dockerfile',
  tools: ['kubectl 1.35.3', 'git'],
  pipeline: 'custom-del/build-and-push.yaml',
  byHand: ['docker build -t registry.corp:5000/acme/delegate:1 custom-del', `docker push ${REFERENCE}`],
  deploys: true,
};

export const FOUND: FoundHere = {
  ready: {builder: 'buildah', label: 'Buildah', says: 'Buildah 1.39.3 (storage overlay, /usr/bin/buildah)'},
  unusable: [],
};

export const NONE: FoundHere = {
  unusable: [
    {
      builder: 'docker',
      code: 'daemon',
      cause: 'Docker is installed, but its daemon does not answer.',
      next: ['Start it: sudo systemctl start docker'],
    },
    {
      builder: 'podman',
      code: 'absent',
      cause: 'Podman is not installed.',
      next: ['Install Podman: https://podman.io'],
    },
  ],
};

const KUBECTL: ToolCheck = {
  tool: 'kubectl',
  version: '1.35.3',
  program: 'kubectl',
  path: '/opt/kubectl',
  found: true,
  printed: 'Client Version: v1.35.3',
  matches: true,
  exitCode: 0,
};
export const GIT_GONE: ToolCheck = {tool: 'git', version: '', program: 'git', found: false, matches: false};

/** A build as the engine tells it, up to its tools. */
export const BUILDING: readonly Exclude<BuildEvent, {type: 'output'}>[] = [
  {type: 'log', path: '/home/me/.local/state/delegate-tui/logs/1-build.log'},
  {type: 'building', image: REFERENCE, platform: 'linux/amd64', context: '/work'},
  {type: 'step', number: 1, of: 2, title: 'Base image harness/delegate:1', afterMs: 0},
  {type: 'step-done', number: 1, cached: true, tookMs: 10, afterMs: 10},
  {type: 'step', number: 2, of: 2, title: 'Tools: kubectl 1.35.3', afterMs: 10},
  {type: 'tool', tool: 'kubectl 1.35.3', afterMs: 500},
];
export const BUILT: readonly Exclude<BuildEvent, {type: 'output'}>[] = [
  {type: 'built', image: REFERENCE, id: 'c'.repeat(64), afterMs: 65_000},
  ...['1001:0', '45000:0'].flatMap((user): Exclude<BuildEvent, {type: 'output'}>[] => [
    {type: 'checking', image: REFERENCE, user, tools: 1},
    {type: 'tool-check', user, ok: true, check: KUBECTL},
    {type: 'checked', user, ok: true, failed: []},
  ]),
];

export interface BuildMachine {
  /** What a terminal sends in one read. */
  readonly read: (text: string) => void;
  readonly keys: (...names: readonly KeyName[]) => void;
  readonly send: (message: BuildMessage) => void;
  /** News of the run there is now. */
  readonly events: (...events: readonly Exclude<BuildEvent, {type: 'output'}>[]) => void;
  readonly end: (outcome: Extract<BuildEvent, {type: 'end'}>['outcome'], sentence?: string) => void;
  readonly state: () => BuildState;
  readonly screen: () => Screen;
  /** Effects since the last call. */
  readonly took: () => BuildEffect[];
  /** Labels and details of the rows. */
  readonly rows: () => string[];
  readonly hints: () => string;
}

/** The machine, driven by keys and events and read by its screen. */
export function buildMachine(job: Partial<BuildJob> = {}): BuildMachine {
  let effects: BuildEffect[] = [];
  const store = createStore<BuildState, BuildMessage, BuildEffect>({
    initial: openBuild({...JOB, ...job}),
    update: buildUpdate,
    perform: (effect) => void effects.push(effect),
  });
  const run = () => store.getState().run?.id ?? 0;
  const screen = () => buildView(store.getState());
  return {
    read: (text) => store.sendKeys(toKeys(text)),
    keys: (...names) => store.sendKeys(names.map((name) => ({name}))),
    send: store.send,
    events: (...events) => {
      for (const event of events) store.send({type: 'event', run: run(), event});
    },
    end: (outcome, sentence = 'It is over.') =>
      store.send({type: 'event', run: run(), event: {type: 'end', outcome, sentence, afterMs: 70_000}}),
    state: store.getState,
    screen,
    took: () => {
      const taken = effects;
      effects = [];
      return taken;
    },
    rows: () => screen().rows.map(({label, detail = ''}) => `${label} ${detail}`.trim()),
    hints: () =>
      screen()
        .hints.map(({keys, label}) => `${keys} ${label}`)
        .join('  '),
  };
}

/** A builder was found. */
export function atBuilder(job: Partial<BuildJob> = {}, found: FoundHere = FOUND): BuildMachine {
  const m = buildMachine(job);
  m.send({type: 'found', run: m.state().runs, found});
  m.took();
  return m;
}

export function whileBuilding(job: Partial<BuildJob> = {}): BuildMachine {
  const m = atBuilder(job);
  m.keys('enter');
  m.events(...BUILDING);
  m.took();
  return m;
}

/** Built, and its tools answer. */
export function afterBuild(job: Partial<BuildJob> = {}): BuildMachine {
  const m = whileBuilding(job);
  m.events(...BUILT);
  m.end('built', `${REFERENCE} is built.`);
  return m;
}

/** Asked whether to push. */
export function atPush(job: Partial<BuildJob> = {}): BuildMachine {
  const m = afterBuild(job);
  m.keys('enter');
  m.took();
  return m;
}

export function afterPush(job: Partial<BuildJob> = {}, digest: string | undefined = DIGEST): BuildMachine {
  const m = atPush(job);
  m.read('y');
  m.events({type: 'pushing', image: REFERENCE});
  m.events({
    type: 'pushed',
    image: REFERENCE,
    ...(digest === undefined ? {} : {digest, pinned: `x@${digest}`}),
  });
  m.end('pushed', `${REFERENCE} is in the registry.`);
  m.took();
  return m;
}
