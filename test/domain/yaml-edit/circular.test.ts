import assert from 'node:assert/strict';
import {test} from 'node:test';
import {planValuesPatch} from '../../../src/domain/helm/plan-values-patch.ts';
import {planPatch} from '../../../src/domain/patch/plan-patch.ts';
import {editYaml} from '../../../src/domain/yaml-edit/edit-yaml.ts';
import {readYaml} from '../../../src/domain/yaml-edit/read-yaml.ts';
import {YamlEditError} from '../../../src/domain/yaml-edit/yaml-edit-error.ts';

const circles: readonly (readonly [name: string, text: string, line: number, alias: string])[] = [
  ['its parent', 'x: 1\ntags: &t\n  a: *t\n', 3, 't'],
  ['a list', 'x: 1\na: &a [1, [*a]]\n', 2, 'a'],
  ['the whole document', '&d\nx: 1\nb:\n  c: *d\n', 4, 'd'],
  ['a merge key', 'x: 1\nm: &m\n  <<: *m\n', 3, 'm'],
  ['a set', 'x: 1\ns: !!set &s\n  ? *s\n', 3, 's'],
  ['an anchor that is given twice', 'x: 1\na: &a {v: 1}\nb: &a {v: *a}\n', 3, 'a'],
  ['over another alias', 'x: 1\na: &a\n  b: &b\n    c: *a\n  d: *b\n', 4, 'a'],
];

for (const [name, text, line, alias] of circles) {
  test(`an alias to ${name} is refused where it stands`, () => {
    assert.deepEqual(
      readYaml(text).faults.map((fault) => [fault.message, fault.line]),
      [[`the alias *${alias} leads back to what it stands in`, line]],
    );
    assert.throws(
      () => editYaml({text, edits: [{document: 0, path: ['x'], kind: 'set', value: 2}]}),
      (error: unknown) => {
        assert.ok(error instanceof YamlEditError, String(error));
        assert.equal(
          error.message,
          `x in line ${line} is not edited: the alias *${alias} leads back to what it stands in.`,
        );
        return true;
      },
    );
  });
}

test('aliases that share a value are no circle', () => {
  const text = 'x: 1\na: &a {v: 1}\nb: &b {v: *a}\nc: [*a, *b, *b]\n';
  assert.deepEqual(readYaml(text).faults, []);
  const edits = [{document: 0, path: ['x'], kind: 'set', value: 2}] as const;
  assert.equal(editYaml({text, edits}).text, text.replace('x: 1', 'x: 2'));
});

test('patches refuse a circular file in one sentence', () => {
  const values = 'delegateName: a\ndelegateToken: b\naccountId: c\ntags: &t\n  a: *t\n';
  const patched = planValuesPatch({text: values, file: 'values.yaml', wishes: {image: 'a:1'}});
  assert.equal(patched.state, 'foreign');
  const manifest =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  labels: &t\n    a: *t\nspec: {}\n';
  for (const [text, line] of [
    [values, 5],
    [manifest, 6],
  ] as const) {
    const plan = planPatch({text, file: 'a.yaml', wishes: {image: 'a:1'}, today: {year: 2026, month: 1}});
    assert.ok(plan.state === 'foreign');
    assert.equal(
      plan.problem.message,
      `is not valid YAML: the alias *t leads back to what it stands in; mend line ${line} and try again`,
    );
  }
});
