import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {INSTALL_GOLDEN_DIRECTORY, installGoldens} from '../../helpers/install-goldens.ts';

// `npm run golden` writes them anew after a wanted change; read the difference before you commit it.
for (const {name, content} of installGoldens()) {
  test(`${name} is as agreed on`, () => {
    assert.equal(content, readFileSync(join(INSTALL_GOLDEN_DIRECTORY, name), 'utf8'));
  });
}

test('there is no other golden file of Helm and Terraform', () => {
  assert.deepEqual(
    readdirSync(INSTALL_GOLDEN_DIRECTORY).sort(),
    installGoldens()
      .map(({name}) => name)
      .sort(),
  );
});
