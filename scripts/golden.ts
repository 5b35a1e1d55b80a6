/** Writes test/golden and test/golden-installs anew. Read the difference before you commit it. */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {GOLDEN_DIRECTORY, planOfPreset, presetNames} from '../test/helpers/golden-plans.ts';
import {INSTALL_GOLDEN_DIRECTORY, installGoldens} from '../test/helpers/install-goldens.ts';

rmSync(GOLDEN_DIRECTORY, {recursive: true, force: true});
for (const name of presetNames()) {
  const directory = join(GOLDEN_DIRECTORY, name);
  mkdirSync(directory, {recursive: true});
  for (const file of planOfPreset(name).files) writeFileSync(join(directory, file.path), file.content);
}

for (const {name, content} of installGoldens()) writeFileSync(join(INSTALL_GOLDEN_DIRECTORY, name), content);
