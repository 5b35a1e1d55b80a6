/** `node --import tsx scripts/test-group.js FILE…` runs the tests of several files in one process. */
import {resolve} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    // The tests of the other files still run.
    test(`${file} can be loaded`, () => {
      throw error;
    });
  }
}
