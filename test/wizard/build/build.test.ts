import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  afterBuild,
  afterPush,
  atBuilder,
  atPush,
  BUILDING,
  BUILT,
  DIGEST,
  GIT_GONE,
  NONE,
  OLD_DIGEST,
  REFERENCE,
  buildMachine,
  whileBuilding,
  type BuildMachine,
} from './build-machine.ts';

const NOT_LOGGED_IN = {
  type: 'failure',
  code: 'push-not-logged-in',
  output: ['unauthorized'],
  cause: 'Buildah is not logged in to registry.corp:5000, or its login has expired.',
  next: ['Log in, and push again: buildah login registry.corp:5000'],
} as const;

const has = (m: BuildMachine, text: string): void =>
  assert.ok(
    m.rows().some((row) => row.includes(text)),
    `no "${text}" in:\n${m.rows().join('\n')}`,
  );

test('build: the look for a builder begins at once, and what is found is said', () => {
  const m = buildMachine();
  assert.deepEqual(m.took(), [{type: 'find-builder', run: 1}]);
  assert.equal(m.screen().busy, 'Looking…');
  m.keys('enter');
  assert.deepEqual(m.took(), [], 'nothing to build with yet');
  const found = atBuilder();
  has(found, 'Buildah 1.39.3 (storage overlay');
  found.keys('right', 'enter');
  assert.deepEqual(found.took(), [{type: 'build', run: 2, builder: 'buildah', platform: 'linux/arm64'}]);
});

test('build: without a builder the commands and the pipeline are shown; r looks again, enter leaves', () => {
  const m = atBuilder({}, NONE);
  for (const text of [
    'daemon does not answer',
    'sudo systemctl start docker',
    'not in a directory of PATH: Podman. Install Podman: https://podman.io',
    'build-and-push.yaml',
    'docker build -t',
    'docker push',
  ])
    has(m, text);
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'find-builder', run: 2}]);
  m.send({type: 'found', run: 1, found: {...NONE, ready: {builder: 'docker', label: 'D', says: 'late'}}});
  assert.equal(m.state().found, undefined, 'an answer to the look before does not count');
  m.send({type: 'found', run: 2, found: NONE});
  const again = atBuilder({}, NONE);
  m.keys('enter');
  assert.deepEqual(m.state().outcome, {by: 'done'});
  again.keys('escape');
  assert.deepEqual(again.state().outcome, {by: 'back'}, 'to the review');
});

test('build: one that is missing is no news beside one that works, one that is down is', () => {
  const m = atBuilder({}, {...NONE, ready: {builder: 'buildah', label: 'Buildah', says: 'Buildah'}});
  has(m, 'daemon does not answer');
  assert.ok(!m.rows().some((row) => row.includes('Podman')));
});

test('build: steps with their times, the newest lines, and the focus on what runs', () => {
  const m = whileBuilding();
  const lines = Array.from({length: 1000}, (_, index) => `line ${index}`);
  m.send({type: 'output', run: m.state().runs, lines});
  m.send({type: 'tick', run: m.state().runs, afterMs: 12_000});
  assert.deepEqual(m.rows(), [
    '1/2 Base image harness/delegate:1 · kept from before',
    '2/2 Tools: kubectl 1.35.3 · kubectl 1.35.3 · 0:11',
    ...lines.slice(-4).map((line) => `│ ${line}`),
  ]);
  const {focus, rows, corner} = m.screen();
  assert.equal(rows[focus]?.id, 'step:1');
  assert.equal(corner, '0:12');
  assert.equal(m.state().run?.output.length, 400);
  m.read('l');
  const panel = m.screen().panel?.lines.map(({text}) => text) ?? [];
  assert.ok(panel.includes('line 999') && panel.at(-1)?.endsWith('logs/1-build.log'), panel.join());
});

test('build: the table of tools says what was asked and printed, once for both users', () => {
  const m = afterBuild();
  has(m, 'Tools of the image as user 1001:0 and as 45000:0');
  assert.equal(
    m.rows().filter((row) => row.includes('kubectl 1.35.3 · ok: Client Version: v1.35.3')).length,
    1,
  );
  assert.equal(m.screen().verdict?.tone, 'ok');
});

test('build: a tool that fails for one user is told with that user, and nothing can be pushed', () => {
  const m = whileBuilding();
  m.events(...BUILT, {type: 'tool-check', user: '45000:0', ok: false, check: GIT_GONE});
  m.end('failed', 'Not fit.');
  has(m, 'git · not found: git is not on PATH (as user 45000:0)');
  m.keys('enter');
  assert.equal(m.state().step, 'build');
  assert.deepEqual(m.took(), []);
});

test('build: a failure is told with what to do and the log; r builds again', () => {
  const m = whileBuilding();
  m.keys('up');
  m.events({
    type: 'failure',
    code: 'download',
    output: ['curl: (22) 404'],
    cause: 'kubectl 1.35.3 could not be downloaded.',
    next: ['Choose another version.'],
  });
  m.end('failed', `${REFERENCE} was not built.`);
  for (const text of [
    '│ curl: (22) 404',
    'could not be downloaded',
    'Choose another version',
    'logs/1-build.log',
  ])
    has(m, text);
  const {rows, focus, verdict} = m.screen();
  assert.equal(rows[focus]?.id, 'failure', 'the focus goes to the end of it');
  assert.equal(verdict?.text, `${REFERENCE} was not built. Press r to build again.`);
  assert.ok(rows.some((row) => row.kind === 'result' && row.id === 'step:1' && row.state === 'error'));
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'build', run: 3, builder: 'buildah', platform: 'linux/amd64'}]);
  assert.deepEqual(m.rows(), ['starting']);
});

test('build: ctrl+c asks, any other key goes on, ctrl+c twice breaks off and waits for the end', () => {
  const m = whileBuilding();
  m.keys('ctrl+c');
  assert.match(m.screen().verdict?.text ?? '', /^Break it off\?/);
  assert.deepEqual(m.took(), []);
  m.keys('down');
  assert.equal(m.screen().verdict, undefined);
  m.keys('ctrl+c');
  m.keys('ctrl+c');
  assert.deepEqual(m.took(), [{type: 'stop', run: 2}]);
  assert.equal(m.state().outcome, undefined);
  m.end('cancelled', 'Broken off.');
  assert.match(m.screen().verdict?.text ?? '', /^Broken off\. Press r/);
  has(m, '2/2 Tools: kubectl 1.35.3 · broken off');
  m.keys('ctrl+c');
  assert.deepEqual(m.state().outcome, {by: 'ctrl+c', outcome: 'cancelled', sentence: 'Broken off.'});
});

test('build: a third ctrl+c does not wait; a signal breaks off and leaves', () => {
  const m = whileBuilding();
  m.keys('ctrl+c', 'ctrl+c', 'ctrl+c');
  assert.deepEqual(
    m.took().map(({type}) => type),
    ['stop', 'stop', 'exit'],
  );
  const other = whileBuilding();
  other.send({type: 'signal'});
  assert.deepEqual(
    other.took().map(({type}) => type),
    ['stop', 'exit'],
  );
});

test('build: the place is shown before the push, and the image that was checked is the one that is pushed', () => {
  const m = atPush();
  const {status, verdict} = m.screen();
  assert.deepEqual(
    status?.map(({text}) => text),
    [REFERENCE, 'registry.corp:5000, with the login of Buildah'],
  );
  assert.match(verdict?.text ?? '', /^Press y to push/);
  m.keys('enter');
  assert.deepEqual(m.took(), [], 'enter is no consent');
  m.keys('escape');
  assert.equal(m.state().step, 'build');
  has(m, 'kubectl 1.35.3 · ok');
  m.keys('enter');
  m.read('y');
  assert.deepEqual(m.took(), [{type: 'push', run: 3, builder: 'buildah', checkedId: 'c'.repeat(64)}]);
});

test('build: a push without login names the command, r pushes again, esc goes back to the build', () => {
  const m = atPush();
  m.read('y');
  m.took();
  m.events(NOT_LOGGED_IN);
  m.end('failed', 'Not pushed.');
  has(m, 'buildah login registry.corp:5000');
  assert.match(m.screen().verdict?.text ?? '', /Press r to push again/);
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'push', run: 4, builder: 'buildah', checkedId: 'c'.repeat(64)}]);
  m.events(NOT_LOGGED_IN);
  m.end('failed', 'Not pushed.');
  m.keys('escape');
  assert.equal(m.state().step, 'build');
  m.keys('enter');
  assert.match(m.screen().verdict?.text ?? '', /^Press y to push/, 'asked anew');
});

/** What is chosen for the digest, and what the files need for it. */
const PINS: readonly (readonly [
  string,
  string | undefined,
  string | undefined,
  readonly string[],
  object | undefined,
])[] = [
  ['yes', undefined, DIGEST, [], {type: 'pin', digest: DIGEST}],
  ['no', undefined, DIGEST, ['right'], undefined],
  ['no, and an old one in the files', OLD_DIGEST, DIGEST, ['right'], {type: 'pin'}],
  ['yes, and an old one in the files', OLD_DIGEST, DIGEST, [], {type: 'pin', digest: DIGEST}],
  ['yes, as the files have it', DIGEST, DIGEST, [], undefined],
];
for (const [name, pinned, digest, keys, effect] of PINS)
  for (const [key, by] of [
    ['d', 'deploy'],
    ['\r', 'done'],
  ] as const)
    test(`build: pin digest ${name}; then ${by}`, () => {
      const m = afterPush(pinned === undefined ? {} : {pinned}, digest);
      for (const one of keys) m.keys(one as 'right');
      m.read(key);
      const [first] = m.took();
      if (effect !== undefined) {
        assert.deepEqual(first, effect);
        assert.equal(m.screen().busy, 'Writing…');
        m.read(key);
        assert.deepEqual(m.took(), [], 'once');
        m.send({type: 'pinned', kept: [], backup: 'own.yaml.backup-1'});
      }
      const {outcome} = m.state();
      assert.deepEqual(outcome?.backups, effect === undefined ? undefined : ['own.yaml.backup-1']);
      assert.equal(outcome?.by, by);
      assert.equal(outcome?.pinned, keys.length === 0 ? digest : undefined);
    });

test('build: a file of one’s own is kept, and that is told before anything is deployed', () => {
  const m = afterPush();
  m.read('d');
  m.send({type: 'pinned', kept: ['custom-del/harness-delegate.yaml']});
  assert.equal(m.state().outcome, undefined);
  assert.match(
    m.screen().notices[0]?.message ?? '',
    /harness-delegate\.yaml is your own and was kept: d deploys/,
  );
  m.read('d');
  assert.deepEqual(m.state().outcome?.kept, ['custom-del/harness-delegate.yaml']);
  assert.equal(m.state().outcome?.by, 'deploy');
});

test('build: files that cannot be written are told, and the person stays', () => {
  const m = afterPush();
  m.read('d');
  m.send({type: 'failed', where: 'pin', message: 'The disk is full.'});
  assert.equal(m.screen().notices[0]?.message, 'The disk is full.');
  assert.equal(m.screen().busy, undefined);
});

test('build: a registry that tells no digest leaves nothing to pin', () => {
  const m = atPush();
  m.read('y');
  m.events({type: 'pushed', image: REFERENCE});
  m.end('pushed');
  has(m, 'did not tell the digest');
  assert.ok(!m.rows().some((row) => row.startsWith('Pin digest')));
  m.took();
  m.read('d');
  assert.deepEqual(
    m.took().map(({type}) => type),
    ['exit'],
  );
});

test('build: what another program deploys has no key for it', () => {
  const m = afterPush({deploys: false});
  assert.doesNotMatch(m.hints(), /deploy/);
  m.read('d');
  assert.deepEqual(m.took(), []);
});

test('build: an engine that breaks ends the run with its reason', () => {
  const m = atBuilder();
  m.keys('enter');
  m.send({type: 'failed', where: 'run', run: 2, message: 'No Dockerfile.', next: ['Write it.']});
  has(m, 'No Dockerfile.');
  m.send({type: 'event', run: 1, event: BUILDING[2] as (typeof BUILDING)[number]});
  assert.ok(!m.rows().some((row) => row.includes('Base image')), 'news of another run');
});

const HINTS: readonly (readonly [string, () => BuildMachine, string])[] = [
  ['the builder', atBuilder, '←→ change  ↑↓ move  enter build  esc back  ? help'],
  ['no builder', () => atBuilder({}, NONE), '↑↓ move  r try again  enter done  esc back  ? help'],
  ['the build', whileBuilding, '↑↓ move  l log  ? help  ctrl+c break off'],
  ['what is built', afterBuild, '↑↓ move  enter push…  esc back  l log  ? help'],
  ['the question', atPush, 'y push  esc back  l log  ? help'],
  ['the digest', afterPush, '←→ change  ↑↓ move  d deploy  enter done  l log  ? help'],
];
for (const [what, machine, expected] of HINTS)
  test(`build keymap: the footer on ${what} tells what works there`, () =>
    assert.equal(machine().hints(), expected));
