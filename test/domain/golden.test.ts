import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {GOLDEN_DIRECTORY, planOfPreset, presetNames} from '../helpers/golden-plans.ts';

// `npm run golden` writes them anew after a wanted change; read the difference before you commit it.
for (const name of presetNames()) {
  test(`the preset ${name} gives its golden files`, () => {
    const directory = join(GOLDEN_DIRECTORY, name);
    const {files} = planOfPreset(name);
    assert.deepEqual(readdirSync(directory).sort(), files.map((file) => file.path).sort());
    for (const file of files)
      assert.equal(file.content, readFileSync(join(directory, file.path), 'utf8'), file.path);
  });
}

test('there is a golden directory for each built-in preset and no other', () => {
  assert.deepEqual(readdirSync(GOLDEN_DIRECTORY).sort(), presetNames());
});
