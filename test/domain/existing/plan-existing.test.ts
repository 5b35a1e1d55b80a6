import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {PartialAnswers, Secrets} from '../../../src/domain/answers.ts';
import {checkAnswers} from '../../../src/domain/check-answers.ts';
import {readExisting, type ExistingFile} from '../../../src/domain/existing/existing-file.ts';
import {contradicted, fillAnswers} from '../../../src/domain/existing/fill-answers.ts';
import {planExisting} from '../../../src/domain/existing/plan-existing.ts';
import {mergeDeep, type Layers} from '../../../src/domain/merge.ts';
import type {Plan} from '../../../src/domain/plan-types.ts';
import {
  autoscaler,
  deployment,
  join,
  MANIFEST_CASES,
  SEED_MANIFEST,
  TOKEN,
} from '../../helpers/patch-manifests.ts';

const today = {year: 2026, month: 11};

function ready(text: string, path = 'harness-delegate.yaml'): ExistingFile {
  const reading = readExisting({path, text, today});
  assert.ok(reading.state === 'ready');
  return reading.file;
}

interface Asked {
  readonly changes?: PartialAnswers;
  readonly secrets?: Secrets;
  readonly layers?: Layers;
  readonly path?: string;
}

/** The plan after the answers of the file, and what somebody changed of them. */
function planned(text: string, {changes = {}, secrets = {}, layers = {}, path}: Asked = {}): Plan {
  const {answers, existing} = fillAnswers(layers, {file: ready(text, path), today});
  const checked = checkAnswers(mergeDeep(answers, changes), {today});
  assert.ok(checked.answers, JSON.stringify(checked.problems));
  return planExisting({answers: checked.answers, secrets, existing});
}

const ACCOUNT: PartialAnswers = {delegate: {accountId: 'abc123'}};
/** What a manifest of this test leaves open. */
const ASKED: Layers = {preset: {delegate: {accountId: 'abc123'}, image: {repository: 'acme/delegate'}}};
const codes = ({patch}: Plan): string[] => (patch?.edits ?? []).map(({code}) => code);

test('existing: the seed’s manifest fills in what it says, and says what it waits for', () => {
  const file = ready(SEED_MANIFEST);
  assert.equal(file.install, 'manifest');
  assert.equal(file.name, 'custom-del');
  assert.equal(file.namespace, 'harness-delegate-ng');
  assert.equal(file.waitsForToken, true);
  const {answers} = fillAnswers({preferences: ACCOUNT}, {file, today});
  assert.equal(answers.delegate?.name, 'custom-del');
  assert.equal(answers.delegate?.accountId, 'abc123');
  assert.equal(answers.delegate?.managerUrl, 'https://app.harness.io/gratis');
  assert.equal(answers.delegate?.replicas, 1);
  assert.equal(answers.image?.repository, 'foobar/org');
});

test('existing: the plan has no manifest of ours and no file for the token', () => {
  const {files, patch} = planned(SEED_MANIFEST, {
    changes: mergeDeep(ACCOUNT, {delegate: {token: {from: 'file'}}}) as PartialAnswers,
    secrets: {delegateToken: TOKEN},
  });
  assert.deepEqual(
    files.map(({role}) => role),
    ['dockerfile', 'step', 'validation', 'answers'],
  );
  assert.ok(files.every(({content}) => !content.includes(TOKEN)));
  assert.match(files.at(-1)?.content ?? '', /generate --file <your manifest> --preset/);
  assert.equal(patch?.path, 'harness-delegate.yaml');
  assert.deepEqual(patch?.blocked, []);
  assert.ok(patch?.findings.every(({severity}) => severity !== 'error'));
});

const CHANGES: readonly (readonly [what: string, changes: PartialAnswers, codes: readonly string[]])[] = [
  ['nothing', {}, []],
  ['the image', {image: {tag: 'next'}}, ['image']],
  ['a digest', {image: {digest: `sha256:${'a'.repeat(64)}`}}, ['image']],
  ['a pull secret', {image: {pullSecret: 'login'}}, ['pull-secret']],
  ['replicas', {delegate: {replicas: 3}}, ['replicas']],
  ['CPU, request and limit', {delegate: {cpu: '2'}}, ['resources', 'resources']],
  ['memory, request and limit', {delegate: {memory: '4Gi'}}, ['resources', 'resources']],
  ['the user', {delegate: {securityContext: 'non-root'}}, ['security-context']],
  [
    'a Secret for the token',
    {delegate: {token: {from: 'secret', secretName: 'other'}}},
    ['token-secret', 'token-secret', 'token-secret'],
  ],
  ['what the file alone says', {delegate: {name: 'other', namespace: 'elsewhere'}}, []],
  ['what belongs to other files', {tools: ['kubectl'], build: {push: false}}, []],
];
/** What every plan of the seed’s manifest has. */
const ALWAYS = ['api-version', 'account', 'account'];

for (const [what, changes, expected] of CHANGES) {
  test(`existing: changing ${what} edits that and no more`, () => {
    const plan = planned(SEED_MANIFEST, {changes: mergeDeep(ACCOUNT, changes) as PartialAnswers});
    assert.deepEqual(codes(plan).toSorted(), [...ALWAYS, ...expected].toSorted());
  });
}

test('existing: with an autoscaler the fewest replicas are asked, and the autoscaler gets them', () => {
  const text = join(deployment(), autoscaler({})).replace('maxReplicas: 1', 'maxReplicas: 4');
  const file = ready(text);
  const {answers} = fillAnswers({}, {file, today});
  assert.equal(answers.delegate?.autoscaling?.enabled, true);
  assert.equal(answers.delegate?.replicas, undefined);
  const {min = 1, max = 1} = answers.delegate?.autoscaling ?? {};
  const changes: PartialAnswers = {delegate: {autoscaling: {min: max}}};
  assert.ok(min < max);
  assert.ok(!codes(planned(text, {layers: ASKED})).includes('replicas'));
  assert.ok(codes(planned(text, {layers: ASKED, changes})).includes('replicas'));
});

test('existing: the file is above preset and preferences, and below flags but for what it alone says', () => {
  const file = ready(SEED_MANIFEST);
  const flags = {delegate: {name: 'mine', replicas: 4}};
  const {answers, existing} = fillAnswers(
    {
      preferences: ACCOUNT,
      preset: {delegate: {replicas: 2, name: 'preset'}, tools: ['kubectl']},
      flags,
    },
    {file, today},
  );
  assert.equal(answers.delegate?.replicas, 4);
  assert.equal(existing.filled.delegate?.replicas, 1);
  assert.equal(answers.delegate?.name, 'custom-del');
  assert.deepEqual(answers.tools, ['kubectl']);
  assert.deepEqual(contradicted(file, flags), ['delegate.name']);
  assert.deepEqual(contradicted(file, {delegate: {name: 'custom-del'}}), []);
});

test('existing: an answer that its check refuses is left out, since nothing asks for it', () => {
  const text = deployment({spec: '  replicas: 100000\n'});
  const {answers} = fillAnswers({}, {file: ready(text), today});
  assert.equal(answers.delegate?.replicas, undefined);
});

test('existing: several delegates are offered by name, and each can be chosen', () => {
  const text = join(deployment({name: 'east'}), deployment({name: 'west'}));
  const reading = readExisting({path: 'both.yaml', text, today});
  assert.equal(reading.state, 'choose');
  assert.deepEqual(reading.state === 'choose' && reading.names, ['east', 'west']);
  const west = readExisting({path: 'both.yaml', text, delegate: 'west', today});
  assert.equal(west.state === 'ready' && west.file.given.delegate?.name, 'west');
  const wrong = readExisting({path: 'both.yaml', text, delegate: 'north', today});
  assert.equal(wrong.state, 'choose');
});

const VALUES = `delegateName: from-helm
accountId: abc123
delegateToken: ""
managerEndpoint: https://app.harness.io
delegateDockerImage: registry.corp/acme/delegate:1
replicas: 2
upgrader: {enabled: true}
`;
const MODULE = `module "delegate" {
  source           = "harness/harness-delegate/kubernetes"
  version          = "0.2.4"
  account_id       = "abc123"
  delegate_name    = "from-terraform"
  delegate_token   = var.token
  manager_endpoint = "https://app.harness.io"
  delegate_image   = "registry.corp/acme/delegate:1"
  namespace        = "delegates"
  replicas         = 3
}
`;
const OTHERS = [
  ['values.yaml', VALUES, 'helm', 'from-helm', 2, 'values'],
  ['main.tf', MODULE, 'terraform', 'from-terraform', 3, 'terraform'],
] as const;
for (const [path, text, install, name, replicas, role] of OTHERS) {
  test(`existing: ${path} fills in answers too, and its image is changed there`, () => {
    const {answers, existing} = fillAnswers({}, {file: ready(text, path), today});
    assert.equal(answers.delegate?.install, install);
    assert.equal(answers.delegate?.name, name);
    assert.equal(answers.delegate?.accountId, 'abc123');
    assert.equal(answers.delegate?.managerUrl, 'https://app.harness.io');
    assert.equal(answers.delegate?.replicas, replicas);
    assert.equal(answers.image?.host, 'registry.corp');
    assert.equal(existing.file.install, install);
    const plan = planned(text, {path, changes: {image: {tag: '2'}}});
    assert.equal(plan.patch?.role, role);
    assert.ok(codes(plan).includes('image'));
    assert.match(plan.patch?.content ?? '', /registry\.corp\/acme\/delegate:2/);
    assert.ok(!plan.files.some((file) => file.role === role));
  });
}

test('existing: every kind of manifest is read or told in a sentence, and filling it in never throws', () => {
  for (const {text} of MANIFEST_CASES) {
    const reading = readExisting({path: 'file.yaml', text, today});
    if (reading.state !== 'ready') {
      assert.match(reading.problem.message, /\S/);
      continue;
    }
    const {answers} = fillAnswers({preferences: ACCOUNT}, {file: reading.file, today});
    const wrong = checkAnswers(answers, {today}).problems.filter(
      ({severity, code}) => severity === 'error' && code !== 'missing',
    );
    assert.deepEqual(wrong, []);
  }
});

test('existing: any text is read without throwing', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 300}), fc.constantFrom('a.yaml', 'a.tf', 'a.tfvars'), (text, path) => {
      const reading = readExisting({path, text, today});
      assert.ok(['ready', 'choose', 'foreign'].includes(reading.state));
    }),
    {numRuns: 200},
  );
});
