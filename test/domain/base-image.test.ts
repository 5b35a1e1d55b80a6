import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Answers} from '../../src/domain/answers.ts';
import {
  baseAge,
  baseFromRef,
  baseImageRef,
  baseProblems,
  baseTag,
  rhelRelease,
} from '../../src/domain/base-image.ts';

type Base = Answers['base'];
const base = (overrides: Partial<Base> = {}): Base => ({
  registry: 'docker-hub',
  version: '26.08.89806',
  variant: 'minimal',
  fips: false,
  ...overrides,
});
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const TAGS: readonly [Partial<Base>, string][] = [
  [{}, '26.08.89806.minimal'],
  [{variant: 'full'}, '26.08.89806'],
  [{fips: true}, '26.08.89806.minimal-fips'],
  [{variant: 'full', fips: true}, '26.08.89806-fips'],
];
for (const [overrides, tag] of TAGS) {
  test(`tag ${tag}`, () => assert.equal(baseTag(base(overrides)), tag));
}

const REFERENCES: readonly [Partial<Base>, string, string?][] = [
  [{}, 'harness/delegate:26.08.89806.minimal'],
  [{registry: 'gar'}, 'us-docker.pkg.dev/gar-prod-setup/harness-public/harness/delegate:26.08.89806.minimal'],
  [
    {registry: 'private', prefix: 'registry.corp:5000/mirror'},
    'registry.corp:5000/mirror/harness/delegate:26.08.89806.minimal',
  ],
  [{registry: 'docker-hub', prefix: 'registry.corp'}, 'harness/delegate:26.08.89806.minimal'],
  [{digest: DIGEST}, `harness/delegate:26.08.89806.minimal@${DIGEST}`, `harness/delegate@${DIGEST}`],
];
for (const [overrides, reference, from = reference] of REFERENCES) {
  test(`reference ${reference}`, () => {
    assert.equal(baseImageRef(base(overrides)), reference);
    assert.equal(baseFromRef(base(overrides)), from);
  });
}

const AGES: readonly [string, number, number, number, string, string, string][] = [
  ['24.07.83404', 2024, 7, 0, 'current', '2024-12-31', '2025-02-28'],
  ['24.07.83404', 2024, 11, 4, 'current', '2024-12-31', '2025-02-28'],
  ['24.07.83404', 2024, 12, 5, 'old', '2024-12-31', '2025-02-28'],
  ['24.07.83404', 2025, 1, 6, 'unsupported', '2024-12-31', '2025-02-28'],
  ['24.07.83404', 2025, 2, 7, 'unsupported', '2024-12-31', '2025-02-28'],
  ['24.07.83404', 2025, 3, 8, 'end-of-life', '2024-12-31', '2025-02-28'],
  ['23.07.79904', 2023, 8, 1, 'current', '2023-12-31', '2024-02-29'],
  ['26.08.89806', 2026, 11, 3, 'current', '2027-01-31', '2027-03-31'],
  ['26.12.90000', 2026, 11, -1, 'current', '2027-05-31', '2027-07-31'],
];
for (const [version, year, month, months, state, supportEnds, endOfLife] of AGES) {
  test(`${version} in ${year}-${month} is ${state}`, () => {
    assert.deepEqual(baseAge({version, today: {year, month}}), {months, state, supportEnds, endOfLife});
  });
}

test('age warns and never forbids', () => {
  const problems = (month: number) => baseProblems({base: base(), today: {year: 2027, month}});
  assert.deepEqual(
    problems(1).map((problem) => [problem.field, problem.code, problem.severity]),
    [['base.version', 'base-old', 'warning']],
  );
  assert.equal(problems(2)[0]?.code, 'base-unsupported');
  assert.equal(problems(12)[0]?.code, 'base-end-of-life');
  assert.match(problems(12)[0]?.message ?? '', /2027-03-31.*choose a newer version/);
});

test('the prefix belongs to a private mirror', () => {
  const codes = (overrides: Partial<Base>) =>
    baseProblems({base: base(overrides), today: {year: 2026, month: 9}}).map(
      (problem) => `${problem.severity} ${problem.code}`,
    );
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({registry: 'private', prefix: 'registry.corp'}), []);
  assert.deepEqual(codes({registry: 'private'}), ['error missing']);
  assert.deepEqual(codes({registry: 'gar', prefix: 'registry.corp'}), ['notice base-prefix-unused']);
});

test('Red Hat release below the base image', () => {
  assert.equal(rhelRelease('24.12.84502'), '8');
  assert.equal(rhelRelease('25.01.84800'), '9.0');
});
