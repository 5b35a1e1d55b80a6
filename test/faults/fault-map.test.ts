import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {formatted} from '../../scripts/formatted.ts';
import {hasTest} from '../helpers/fault-names.ts';
import {PROJECT_DIRECTORY, faultPage} from '../helpers/fault-page.ts';
import {FAULTS} from './fault-rows.ts';

const PAGE = join(PROJECT_DIRECTORY, 'docs', 'reference', 'faults.md');
const ROWS = FAULTS.flatMap(({rows}) => rows);

test('there are 21 faults on the machine and 27 in the cluster, each told once', () => {
  assert.deepEqual(
    FAULTS.map(({rows}) => rows.length),
    [21, 27],
  );
  assert.equal(new Set(ROWS.map(({fault}) => fault)).size, ROWS.length);
});

test('every fault has tests, and every test that is named is there', () => {
  const missing = ROWS.flatMap(({fault, tests}) =>
    tests
      .filter(([, file, name]) => !hasTest(file, name))
      .map(([, file, name]) => `${fault}: ${file}, ${name}`),
  );
  assert.deepEqual(missing, []);
  assert.deepEqual(
    ROWS.filter(({tests}) => tests.length === 0).map(({fault}) => fault),
    [],
  );
});

test('a name that no test has is found out', () => {
  assert.equal(hasTest('faults/fault-map.test.ts', 'a name that no test has is found out'), true);
  assert.equal(hasTest('faults/fault-map.test.ts', 'a name that no test has'), false);
  assert.equal(hasTest('faults/no-such.test.ts', 'anything'), false);
  assert.equal(hasTest('e2e/deploy-screens.test.ts', 'crash-loop'), true);
  assert.equal(hasTest('e2e/deploy-screens.test.ts', 'crash-lop'), false);
  assert.equal(hasTest('services/kubectl/find-kubectl.test.ts', 'a kubectl that is silent'), true);
  assert.equal(hasTest('services/kubectl/find-kubectl.test.ts', 'a kubectl that is loud'), false);
});

test('the page is the one that the rows make', async () => {
  const page = await formatted({file: PAGE, text: faultPage(FAULTS)});
  if (process.env['DELEGATE_TUI_WRITE'] === '1') {
    mkdirSync(dirname(PAGE), {recursive: true});
    writeFileSync(PAGE, page);
  }
  assert.equal(readFileSync(PAGE, 'utf8'), page);
});
