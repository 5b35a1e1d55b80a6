/** Writes test/golden anew from the built-in presets. Read the difference before you commit it. */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {GOLDEN_DIRECTORY, planOfPreset, presetNames} from '../test/helpers/golden-plans.ts';

rmSync(GOLDEN_DIRECTORY, {recursive: true, force: true});
for (const name of presetNames()) {
  const directory = join(GOLDEN_DIRECTORY, name);
  mkdirSync(directory, {recursive: true});
  for (const file of planOfPreset(name).files) writeFileSync(join(directory, file.path), file.content);
}
