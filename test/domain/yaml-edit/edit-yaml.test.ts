import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {editYaml} from '../../../src/domain/yaml-edit/edit-yaml.ts';
import type {YamlEdit} from '../../../src/domain/yaml-edit/edit-types.ts';
import type {JsonScalar, JsonValue} from '../../../src/domain/yaml-edit/json-value.ts';
import {YamlEditError} from '../../../src/domain/yaml-edit/yaml-edit-error.ts';

type Short = readonly [kind: string, path: string, value?: JsonValue, extra?: 'first' | number];

const pathOf = (text: string) => text.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

function edit([kind, path, value, extra]: Short): YamlEdit {
  const target = {document: typeof extra === 'number' ? extra : 0, path: pathOf(path)};
  if (kind === 'set') return {...target, kind, value: value as JsonScalar};
  if (kind === 'insert')
    return {...target, kind, value: value ?? null, ...(extra === 'first' && {position: 'first'})};
  if (kind === 'rename') return {...target, kind, to: value as string};
  return {...target, kind: 'remove'};
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly edits: readonly Short[];
  readonly after: string;
}

const CASES: readonly Case[] = [
  {
    name: 'plain value with a comment behind it',
    before: 'a: 1\nimage:   old   # keep\nb: 2\n',
    edits: [['set', 'image', 'acme/x:1']],
    after: 'a: 1\nimage:   acme/x:1   # keep\nb: 2\n',
  },
  {
    name: 'double quotes stay',
    before: 'image: "old"\r\nb: 2\r\n',
    edits: [['set', 'image', 'acme/x:1']],
    after: 'image: "acme/x:1"\r\nb: 2\r\n',
  },
  {
    name: 'single quotes stay',
    before: "image: 'old'",
    edits: [['set', 'image', "it's"]],
    after: "image: 'it''s'",
  },
  {
    name: 'truth value',
    before: 'suspend: false # no\n',
    edits: [['set', 'suspend', true]],
    after: 'suspend: true # no\n',
  },
  {
    name: 'a string that reads like a number gets quotes',
    before: 'a: x\n',
    edits: [['set', 'a', '12']],
    after: 'a: "12"\n',
  },
  {
    name: 'nothing behind the colon',
    before: 'value:\nother: 1\n',
    edits: [['set', 'value', 'ID']],
    after: 'value: ID\nother: 1\n',
  },
  {
    name: 'nothing behind the colon but a comment',
    before: 'value:  # yours\nother: 1\n',
    edits: [['set', 'value', 'ID']],
    after: 'value: ID  # yours\nother: 1\n',
  },
  {
    name: 'nothing at the end of the text',
    before: 'value:',
    edits: [['set', 'value', 'ID']],
    after: 'value: ID',
  },
  {
    name: 'byte order mark',
    before: '\ufeffa: 1\n',
    edits: [
      ['set', 'a', 2],
      ['set', 'b', 3],
    ],
    after: '\ufeffa: 2\nb: 3\n',
  },
  {
    name: 'second document',
    before: '# first\n---\na: 1\n...\n---\n# second\na: 1\n',
    edits: [['set', 'a', 2, 1]],
    after: '# first\n---\na: 1\n...\n---\n# second\na: 2\n',
  },
  {
    name: 'JSON in one line',
    before: '{"a":{"b":1,"c":null}}',
    edits: [
      ['set', 'a.c', 'x'],
      ['insert', 'a.d', {e: [1, 'y']}],
    ],
    after: '{"a":{"b":1,"c":"x", "d": {"e": [1, "y"]}}}',
  },
  {
    name: 'JSON in many lines',
    before: '{\n  "a": 1,\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}\n',
    edits: [
      ['insert', 'b.c.1', 2],
      ['insert', 'd', 'x'],
    ],
    after: '{\n  "a": 1,\n  "b": {\n    "c": [\n      1,\n      2\n    ]\n  },\n  "d": "x"\n}\n',
  },
  {
    name: 'a key more, at the end of its mapping',
    before: 'spec:\n   a: 1 # one\n   # about what comes\nother: 2\n',
    edits: [['set', 'spec.b', true]],
    after: 'spec:\n   a: 1 # one\n   b: true\n   # about what comes\nother: 2\n',
  },
  {
    name: 'a key more, as the first',
    before: 'spec: # here\n  # about a\n  a: 1\n',
    edits: [['insert', 'spec.suspend', true, 'first']],
    after: 'spec: # here\n  suspend: true\n  # about a\n  a: 1\n',
  },
  {
    name: 'a key more, in CRLF and without a last line end',
    before: 'spec:\r\n  a: 1',
    edits: [['set', 'spec.b', 2]],
    after: 'spec:\r\n  a: 1\r\n  b: 2',
  },
  {
    name: 'mappings on the way are made, indented as elsewhere',
    before: 'a:\n    b: 1\n',
    edits: [['set', 'upgrader.image.tag', 'x']],
    after: 'a:\n    b: 1\nupgrader:\n    image:\n        tag: x\n',
  },
  {
    name: 'lists without indent stay so',
    before: 'spec:\n  containers:\n  - name: a\n    image: x\n',
    edits: [
      ['insert', 'spec.imagePullSecrets', [{name: 'pull'}]],
      ['set', 'spec.containers.0.imagePullPolicy', 'Always'],
    ],
    after:
      'spec:\n  containers:\n  - name: a\n    image: x\n    imagePullPolicy: Always\n  imagePullSecrets:\n  - name: pull\n',
  },
  {
    name: 'an item more',
    before: 'env:\n  - name: a\n    value: b\n  # end\nz: 1\n',
    edits: [['insert', 'env.1', {name: 'c', value: 'd'}]],
    after: 'env:\n  - name: a\n    value: b\n  - name: c\n    value: d\n  # end\nz: 1\n',
  },
  {
    name: 'an item in front of all',
    before: 'env:\n- a\n- b\n',
    edits: [['insert', 'env.0', 'z']],
    after: 'env:\n- z\n- a\n- b\n',
  },
  {
    name: 'below a key without a value',
    before: 'spec:\n  resources: # none\n  image: x\n',
    edits: [['set', 'spec.resources.limits.memory', '4Gi']],
    after: 'spec:\n  resources: # none\n    limits:\n      memory: 4Gi\n  image: x\n',
  },
  {name: 'into empty braces', before: 'a: {}\n', edits: [['set', 'a.b', 'c, d']], after: 'a: {b: "c, d"}\n'},
  {
    name: 'between brackets with a comma at the end',
    before: 'a: [ 1, 2, ]\n',
    edits: [['insert', 'a.2', 3]],
    after: 'a: [ 1, 2, 3 ]\n',
  },
  {
    name: 'between braces over lines, with a comment',
    before: 'a: {\n  b: 1 # one\n}\n',
    edits: [['set', 'a.c', 2]],
    after: 'a: {\n  b: 1, # one\n  c: 2\n}\n',
  },
  {name: 'into an empty text', before: '', edits: [['set', 'a.b', 1]], after: 'a:\n  b: 1\n'},
  {
    name: 'below comments alone',
    before: '# values\n',
    edits: [['set', 'a.b', 1]],
    after: '# values\na:\n  b: 1\n',
  },
  {
    name: 'an alias as the value',
    before: 'a: &x one\nb: *x\n',
    edits: [['set', 'b', 'two']],
    after: 'a: &x one\nb: two\n',
  },
  {
    name: 'through an alias, which is written out',
    before: 'labels: &l {a: b}\nmatch: *l\nmore: *l\n',
    edits: [['set', 'match.a', 'c']],
    after: 'labels: &l {a: b}\nmatch: {a: c}\nmore: *l\n',
  },
  {
    name: 'an anchor that nobody uses stays',
    before: 'a: &x one\n',
    edits: [['set', 'a', 'two']],
    after: 'a: &x two\n',
  },
  {
    name: 'a value that a merge key brings in gets its own key',
    before: 'base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  z: 3\n',
    edits: [['set', 'own.x', 5]],
    after: 'base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  z: 3\n  x: 5\n',
  },
  {
    name: 'a folded text becomes a quoted one',
    before: 'a: >\n  one\n  two\nb: 1\n',
    edits: [['set', 'a', 'three']],
    after: 'a: "three"\nb: 1\n',
  },
  {
    name: 'remove a key with its lines',
    before: 'a: 1\n# about b\nb:\n  c: 1\n  d: |\n    text\n\n# about e\ne: 2\n',
    edits: [['remove', 'b']],
    after: 'a: 1\n# about b\n\n# about e\ne: 2\n',
  },
  {
    name: 'remove the only key',
    before: 'a: # here\n  b: 1 # one\nc: 2\n',
    edits: [['remove', 'a.b']],
    after: 'a: {} # here\nc: 2\n',
  },
  {
    name: 'remove the key behind a dash',
    before: '- a: 1\n  b: 2\n',
    edits: [['remove', '0.a']],
    after: '- b: 2\n',
  },
  {
    name: 'remove an item',
    before: 'a:\n- 1\n- 2 # two\n- 3\n',
    edits: [['remove', 'a.1']],
    after: 'a:\n- 1\n- 3\n',
  },
  {
    name: 'remove between brackets',
    before: 'a: [1, 2, 3]',
    edits: [
      ['remove', 'a.1'],
      ['remove', 'a.1'],
    ],
    after: 'a: [1]',
  },
  {name: 'remove what is not there', before: 'a: 1', edits: [['remove', 'b.c']], after: 'a: 1'},
  {
    name: 'rename a key',
    before: 'data: # token\n  T: ""\n',
    edits: [['rename', 'data', 'stringData']],
    after: 'stringData: # token\n  T: ""\n',
  },
  {
    name: 'a tab in a string and behind the colon',
    before: 'a:\t"x\ty"\nb: 1\n',
    edits: [
      ['set', 'b', 2],
      ['set', 'a', 'z'],
    ],
    after: 'a:\t"z"\nb: 2\n',
  },
];

describe('editYaml', () => {
  for (const {name, before, edits, after} of CASES)
    test(name, () => {
      const all = edits.map(edit);
      const {text} = editYaml({text: before, edits: all});
      assert.equal(text, after);
      const settled = all.filter(({kind}) => kind === 'set' || kind === 'rename');
      assert.equal(editYaml({text, edits: settled}).text, after);
    });

  test('lines of a literal that are the same keep their bytes', () => {
    const before = 'c: |-\r\n    mode: Delegate\r\n \r\n    accountId: YOUR\r\n    x:\ty\r\nkind: A\r\n';
    const value = 'mode: Delegate\n\naccountId: mine\nmore: 1\nx:\ty';
    assert.equal(
      editYaml({text: before, edits: [{document: 0, path: ['c'], kind: 'set', value}]}).text,
      'c: |-\r\n    mode: Delegate\r\n \r\n    accountId: mine\r\n    more: 1\r\n    x:\ty\r\nkind: A\r\n',
    );
  });

  const REFUSED: readonly (readonly [name: string, text: string, edit: Short, message: RegExp])[] = [
    ['a bracket too many', "a: 'b' }\n---\nc: 1\n", ['set', 'spec.suspend', true], /line 1 .*not valid YAML/],
    [
      'shared value',
      'a: &x one\nb: *x\n',
      ['set', 'a', 'two'],
      /^a in line 1 .*shared with \*x, 1 lines below/,
    ],
    ['inside what is shared', 'a: &x\n  c: 1\nb: *x\n', ['set', 'a.c', 2], /^a\.c in line 2 .*shared/],
    ['below a merge key', 'b: &b {x: {y: 1}}\no: {<<: *b}\n', ['set', 'o.x.y', 2], /merge key/],
    ['a mapping', 'a: {b: 1}', ['set', 'a', 2], /more than a single value/],
    ['inside a value', 'a: text', ['set', 'a.b', 2], /single value, no mapping/],
    ['a tag', 'a: !!str 5\n', ['set', 'a', 'x'], /tag/],
    ['a list has no names', 'a: [1]', ['set', 'a.b', 1], /no such place/],
    ['a hole in a list', 'a: [1]', ['insert', 'a.5', 1], /no such place/],
    ['what is there already', 'a: {b: 1}', ['insert', 'a', {c: 1}], /there already/],
    ['a name that is taken', 'a: 1\nb: 2', ['rename', 'a', 'b'], /b is there already/],
    ['no such document', 'a: 1', ['set', 'a', 2, 3], /no such document/],
    ['not YAML', 'a: [1', ['set', 'a', 2], /line 1 .*not valid YAML/],
    ['twice the same key', 'a: 1\na: 2\n', ['set', 'a', 2], /line 2 .*not valid YAML/],
    ['a comment between brackets', 'a: [1, # one\n 2]', ['remove', 'a.0'], /a comment stands beside it/],
    ['an anchor without a value', 'a: &x\nb: 1\n', ['set', 'a', 2], /anchor/],
    ['the only key behind a dash', '- a: 1\n', ['remove', '0.a'], /only one/],
    [
      'the line is counted over documents',
      '# c\n---\na: 1\n---\nx: 0\nb: &x 1\nc: *x\n',
      ['set', 'b', 2, 1],
      /^b in line 6/,
    ],
  ];
  for (const [name, text, wanted, message] of REFUSED)
    test(`refused: ${name}`, () => {
      assert.throws(
        () => editYaml({text, edits: [edit(wanted)]}),
        (error: unknown) => {
          assert.ok(error instanceof YamlEditError, String(error));
          assert.match(error.message, message);
          return true;
        },
      );
    });
});
