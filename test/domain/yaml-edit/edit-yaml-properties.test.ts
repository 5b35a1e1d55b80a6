import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import * as fc from 'fast-check';
import {isScalar, parseAllDocuments, parseDocument, stringify} from 'yaml';
import {editYaml} from '../../../src/domain/yaml-edit/edit-yaml.ts';
import type {YamlEdit, YamlPath} from '../../../src/domain/yaml-edit/edit-types.ts';
import {YamlEditError} from '../../../src/domain/yaml-edit/yaml-edit-error.ts';
import {isJsonScalar, type JsonValue} from '../../../src/domain/yaml-edit/json-value.ts';

const word = fc.stringMatching(/^[a-z][a-z./-]{0,8}$/);
const text = fc.oneof(
  word,
  fc.constantFrom(
    '',
    'two words',
    'yes',
    '1.0',
    'a: b',
    '# x',
    "it's",
    'a, b',
    'x\ty',
    '{}',
    '4Gi',
    '1e3',
    '0x1F',
    '1:30',
    '2001-01-01',
    '1_000',
    '12.a/b:1',
  ),
);
const scalar = fc.oneof(text, fc.integer({min: -9, max: 99}), fc.boolean(), fc.constant(null));
const {value} = fc.letrec<{value: JsonValue}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    scalar,
    fc.array(tie('value'), {maxLength: 3}),
    fc.dictionary(word, tie('value'), {maxKeys: 3, noNullPrototype: true}),
  ),
}));
const mapping = fc.dictionary(word, value, {minKeys: 1, maxKeys: 4, noNullPrototype: true});

const layout = fc.record({
  indent: fc.constantFrom(1, 2, 3, 4),
  indentSeq: fc.boolean(),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const),
  collectionStyle: fc.constantFrom('any' as const, 'any' as const, 'flow' as const),
});

interface Written {
  readonly text: string;
  readonly values: readonly JsonValue[];
}

/** Documents as people write them: any indent, comments, blank lines, both line ends, a byte order mark. */
const written: fc.Arbitrary<Written> = fc
  .record({
    values: fc.array(mapping, {minLength: 1, maxLength: 3}),
    layout,
    crlf: fc.boolean(),
    bom: fc.boolean(),
    ended: fc.boolean(),
    seed: fc.array(fc.nat(7), {minLength: 8, maxLength: 8}),
  })
  .map(
    ({values, layout: {indent, indentSeq, defaultStringType, collectionStyle}, crlf, bom, ended, seed}) => {
      const documents = values.map((each) =>
        stringify(each, {
          version: '1.1',
          indent,
          indentSeq,
          defaultStringType,
          collectionStyle,
          lineWidth: 0,
        }),
      );
      const lines = documents
        .map((each) => (collectionStyle === 'any' ? remarked(each, seed) : each))
        .join('--- # next\n')
        .replace(/\n$/, ended ? '\n' : '');
      return {text: (bom ? '\ufeff' : '') + (crlf ? lines.replaceAll('\n', '\r\n') : lines), values};
    },
  );

/** Adds comments and blank lines where YAML allows them: behind single values in one line, and between lines. */
const remarked = (yaml: string, seed: readonly number[]): string =>
  /[|>][+-]?\n/.test(yaml)
    ? yaml
    : yaml
        .split('\n')
        .map((line, index) => {
          const lot = seed[index % seed.length] ?? 0;
          if (line === '' || lot > 3) return line;
          if (lot === 0 && /^[^"'#]*: \d+$/.test(line)) return `${line}  # behind`;
          return lot === 1 ? `# above\n${line}` : lot === 2 ? `\n${line}` : line;
        })
        .join('\n');

const pathsOf = (node: JsonValue, path: YamlPath = []): {path: YamlPath; node: JsonValue}[] => [
  {path, node},
  ...(isJsonScalar(node)
    ? []
    : Object.entries(node).flatMap(([key, item]) =>
        pathsOf(item, [...path, Array.isArray(node) ? Number(key) : key]),
      )),
];

const valuesOf = (yaml: string): unknown[] =>
  [...parseAllDocuments(yaml, {version: '1.1', merge: true, logLevel: 'silent'})].map(
    (each) => each.toJS() as unknown,
  );

/** A text, one of its documents, and one place in it. */
const target = written.chain(({text: yaml, values}) =>
  fc.nat(values.length - 1).chain((document) => {
    const places = pathsOf(values[document] ?? null);
    return fc.record({
      yaml: fc.constant(yaml),
      document: fc.constant(document),
      place: fc.constantFrom(...places),
    });
  }),
);

const isPart = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0;
  for (const line of whole) if (at < part.length && part[at] === line) at++;
  return at === part.length;
};
const linesOf = (yaml: string) =>
  yaml
    .replace('\ufeff', '')
    .split(/\r?\n/)
    .filter((line) => line !== '');

describe('editYaml keeps what it does not edit', () => {
  test('set: only the bytes of the value change', () => {
    fc.assert(
      fc.property(target, scalar, ({yaml, document, place: {path, node}}, next) => {
        fc.pre(path.length > 0 && isJsonScalar(node));
        const edit: YamlEdit = {document, path, kind: 'set', value: next};
        const {text: result} = editYaml({text: yaml, edits: [edit]});
        const before = valuesOf(yaml);
        const after = valuesOf(result);
        const parsed = parseDocument(JSON.stringify(before[document]));
        parsed.setIn(path, next);
        before[document] = parsed.toJS();
        assert.deepEqual(after, before);
        assert.equal(editYaml({text: result, edits: [edit]}).text, result);
        const found = [...parseAllDocuments(yaml, {version: '1.1', logLevel: 'silent'})][document]?.getIn(
          path,
          true,
        );
        if (!isScalar(found) || found.range?.[0] === found.range?.[1] || result === yaml) return;
        const [start = 0, end = 0] = found.range ?? [];
        assert.ok(result.startsWith(yaml.slice(0, start)));
        assert.ok(result.endsWith(yaml.slice(end)));
      }),
      {numRuns: 100},
    );
  });

  test('insert: every line stays, and the new entry is there', () => {
    fc.assert(
      fc.property(target, value, fc.boolean(), ({yaml, document, place: {path, node}}, added, first) => {
        fc.pre(!isJsonScalar(node) && path.length > 0);
        const key = Array.isArray(node) ? node.length : 'added.key';
        const edit: YamlEdit = {
          document,
          path: [...path, key],
          kind: 'insert',
          value: added,
          ...(first && {position: 'first'}),
        };
        const {text: result} = editYaml({text: yaml, edits: [edit]});
        const before = valuesOf(yaml);
        const changed = parseDocument(JSON.stringify(before[document]));
        changed.setIn([...path, key], added);
        before[document] = changed.toJS();
        assert.deepEqual(valuesOf(result), before);
        assert.equal(editYaml({text: result, edits: [edit]}).text, result);
        const flow = linesOf(yaml).some((line) => /[[{]/.test(line));
        if (!flow) assert.ok(isPart(linesOf(yaml), linesOf(result)));
      }),
      {numRuns: 100},
    );
  });

  test('remove and rename: nothing else goes', () => {
    fc.assert(
      fc.property(target, fc.boolean(), ({yaml, document, place: {path}}, rename) => {
        const key = path.at(-1);
        fc.pre(typeof key === 'string');
        const edit: YamlEdit = rename
          ? {document, path, kind: 'rename', to: 'other.key'}
          : {document, path, kind: 'remove'};
        let result: string;
        try {
          ({text: result} = editYaml({text: yaml, edits: [edit]}));
        } catch (error) {
          assert.ok(error instanceof YamlEditError);
          assert.match(error.reason, /by hand$/);
          return;
        }
        assert.equal(editYaml({text: result, edits: [edit]}).text, result);
        const holder = (values: unknown[]) =>
          path
            .slice(0, -1)
            .reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], values[document]);
        const [old, now] = [holder(valuesOf(yaml)), holder(valuesOf(result))] as Record<string, unknown>[];
        const {[key]: gone, ...rest} = old ?? {};
        assert.deepEqual(now, rename ? {...rest, 'other.key': gone} : rest);
        if (!rename && !/[[{]/.test(yaml) && !/^ *- /m.test(yaml) && !result.includes('{}'))
          assert.ok(isPart(linesOf(result), linesOf(yaml)));
      }),
      {numRuns: 100},
    );
  });

  test('any text: an edit or a clear refusal, never anything else', () => {
    const broken = fc
      .tuple(written, fc.nat(200), fc.constantFrom('\t', '*', '&a ', '"', '{', ':', '\n---\n', '%', '|'))
      .map(([{text: yaml}, at, mark]) => yaml.slice(0, at) + mark + yaml.slice(at));
    fc.assert(
      fc.property(fc.oneof(broken, fc.string()), fc.constantFrom('set', 'insert', 'remove'), (yaml, kind) => {
        const path = ['spec', 'suspend'];
        const edit = (
          kind === 'remove' ? {document: 0, path, kind} : {document: 0, path, kind, value: true}
        ) as YamlEdit;
        try {
          const {text: result} = editYaml({text: yaml, edits: [edit]});
          assert.equal(editYaml({text: result, edits: [edit]}).text, result);
        } catch (error) {
          assert.ok(error instanceof YamlEditError, String(error));
        }
      }),
      {numRuns: 200},
    );
  });
});
