import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cutList} from '../../../src/services/kubectl/watch/cut-list.ts';

function cut(text: string): {list: unknown; items: unknown[]} {
  const items: unknown[] = [];
  const list = cutList(text, (item) => items.push(item));
  return {list, items};
}

const object = fc.dictionary(fc.string({maxLength: 6}), fc.jsonValue({maxDepth: 3}), {maxKeys: 4});
const lists = fc.record({
  metadata: fc.oneof(object, fc.constant({items: [1, {}], continue: '"items":['})),
  items: fc.array(object, {maxLength: 4}),
  kind: fc.string(),
});

test('items come one by one, and the rest of the list is as it was', () => {
  fc.assert(
    fc.property(lists, fc.constantFrom(0, 2), fc.boolean(), (list, indent, isLast) => {
      const {items, ...others} = list;
      const text = JSON.stringify(isLast ? {...others, items} : {items, ...others}, null, indent);
      assert.deepEqual(cut(text), JSON.parse(JSON.stringify({list: {...others, items: []}, items})));
    }),
  );
});

const LISTS: readonly (readonly [text: string, list: unknown, items: readonly unknown[]])[] = [
  ['{"items":null}', {items: null}, []],
  ['{"items": [ ]}\n', {items: []}, []],
  ['{"kind":"items","more":[{}]}', {kind: 'items', more: [{}]}, []],
  ['{"a":{"items":[{}]},"items":[{"items":[{}]}]}', {a: {items: [{}]}, items: []}, [{items: [{}]}]],
  ['{"items":[{"a":"\\\\"},{"b":"\\"}"}]}', {items: []}, [{a: '\\'}, {b: '"}'}]],
  ['[{"items":[]}]', [{items: []}], []],
  ['"items"', 'items', []],
];

for (const [text, list, items] of LISTS) {
  test(`cut: ${text.trim()}`, () => assert.deepEqual(cut(text), {list, items}));
}

const BROKEN: readonly string[] = [
  '',
  '<html>',
  '{"items":[',
  '{"items":[{}',
  '{"items":[{"a":"',
  '{"items":[{}]',
  '{"items":[{}{}]}',
  '{"items":[{},]}',
  '{"items":[,{}]}',
  '{"items":[{},1]}',
  '{"items":["text"]}',
  '{"items":[{]}',
  '{"items":[{}]}]',
  '{"items"[{}]}',
  '{"items":[{},{"a":1]}}',
];

for (const text of BROKEN) {
  test(`not a list: ${text}`, () => assert.throws(() => cut(text), SyntaxError));
}
