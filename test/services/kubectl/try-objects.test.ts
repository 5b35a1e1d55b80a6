import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {openPractice} from '../../../src/deploy/open-target.ts';
import {readManifest} from '../../../src/domain/deploy/read-manifest.ts';
import {call} from '../../../src/services/kubectl/call.ts';
import type {Connection} from '../../../src/services/kubectl/kubectl-types.ts';
import {tryObjects} from '../../../src/services/kubectl/try-objects.ts';
import {needs} from '../../helpers/needs.ts';
import {pretendKubectl} from './pretend-kubectl.ts';

const NAMESPACE = 'ns';
const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;

const configMap = (name: string, value: string, namespace = NAMESPACE): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${namespace}}\ndata: {k: ${value}}\n`;

/** The real kubectl, which notes its calls. */
async function noting(t: TestContext, {kubectl, target}: Connection) {
  const {connection, directory} = await pretendKubectl(t, `exec '${kubectl.path}' "$@"`);
  const calls = (): number =>
    readFileSync(join(directory, 'calls'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('--dry-run=server')).length;
  return {connection: {kubectl: {...kubectl, path: connection.kubectl.path}, target}, directory, calls};
}

interface Case {
  readonly what: string;
  /** Objects that another manager has set. */
  readonly taken?: readonly string[];
  /** Objects in a namespace that there is not. */
  readonly refused?: readonly string[];
  readonly names?: readonly string[];
  /** Each is a start of kubectl, which takes long on a small machine. */
  readonly calls: number;
}

const CASES: readonly Case[] = [
  {what: 'all are accepted in one call', calls: 1},
  {what: 'one has a field of another manager', taken: ['c'], calls: 4},
  {what: 'one is refused', refused: ['a'], calls: 3},
  {what: 'one is taken over, another refused', taken: ['b'], refused: ['e'], calls: 6},
  {what: 'none is accepted', refused: NAMES, calls: 7},
  {what: 'of two, each is asked for alone', taken: ['a'], names: ['a', 'b'], calls: 4},
];

describe('a trial of several objects: each has its own answer', {...needs('kubectl'), concurrency: 2}, () => {
  for (const {what, taken = [], refused = [], names = NAMES, calls} of CASES)
    test(what, async (t) => {
      const delegate = {name: 'd', namespace: NAMESPACE};
      const opened = await openPractice({scenario: 'image-not-found', delegate, env: process.env});
      t.after(opened.close);
      const {connection, directory, calls: counted} = await noting(t, opened.connection);
      const file = join(directory, 'theirs.yaml');
      writeFileSync(
        file,
        names.map((name) => configMap(name, taken.includes(name) ? 'theirs' : 'ours')).join(''),
      );
      const theirs = await call({
        connection,
        args: ['apply', '--server-side', '--field-manager=theirs', '-f', file],
      });
      assert.ok(theirs.ok, theirs.stderr);
      const text = names.map((name) =>
        configMap(name, 'ours', refused.includes(name) ? 'nowhere' : NAMESPACE),
      );
      const {objects} = readManifest(text.join(''), NAMESPACE);

      const {trials} = await tryObjects({connection, objects});
      assert.deepEqual(
        trials.map(({ref, ...trial}) => [
          ref.name,
          trial.result,
          trial.result === 'accepted' ? trial.conflicts : trial.failure.kind,
        ]),
        names.map((name) =>
          refused.includes(name)
            ? [name, 'refused', 'other']
            : [name, 'accepted', taken.includes(name) ? [{field: '.data.k', manager: 'theirs'}] : []],
        ),
      );
      for (const trial of trials)
        if (trial.result === 'accepted')
          assert.deepEqual(
            [(trial.object['metadata'] as {name: string}).name, trial.object['data']],
            [trial.ref.name, {k: 'ours'}],
          );
      assert.equal(counted(), calls);
    });
});
