import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {parse} from 'yaml';
import {presetDescription} from '../../src/inputs/preset-description.ts';

const PRESETS = new URL('../../presets/', import.meta.url);

for (const name of readdirSync(PRESETS)) {
  test(`${name} says of itself what its YAML says`, () => {
    const text = readFileSync(new URL(name, PRESETS), 'utf8');
    const {description} = parse(text) as {description: string};
    assert.notEqual(description, '');
    assert.equal(presetDescription({origin: 'built-in', path: name, text}), description);
  });
}

const WORDS: readonly (readonly [text: string, description: string])[] = [
  ['description: Helm only\nfeatures: [helm]\n', 'Helm only'],
  ['description: Helm only # of ours\n', 'Helm only'],
  ['description: "Helm: only"\n', 'Helm: only'],
  ['description: Helm\n  and more\nfeatures: []\n', 'Helm and more'],
  ['description: >-\n  Helm\n  only\n', 'Helm only'],
  ['tools:\n  - description: Of a tool\n', ''],
  ['features: [helm]\n', ''],
  ['description: [1, 2]\n', ''],
  ['- description\n', ''],
];

for (const [text, description] of WORDS) {
  test(`${JSON.stringify(text)} says the same, whoever wrote it`, () => {
    for (const origin of ['built-in', 'yours'] as const)
      assert.equal(presetDescription({origin, path: 'p.yaml', text}), description);
  });
}

test('a preset of the user’s that is not YAML says nothing', () => {
  assert.equal(presetDescription({origin: 'yours', path: 'p.yaml', text: 'description: Helm\n: [\n'}), '');
});
