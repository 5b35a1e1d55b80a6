import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parseAllDocuments} from 'yaml';
import {MANIFEST_CASES, TOKEN} from '../../helpers/patch-manifests.ts';
import {patchReport, planned} from '../../helpers/patch-report.ts';

const DIRECTORY = fileURLToPath(new URL('golden/', import.meta.url));
/** After a wanted change: PATCH_GOLDEN=write, then read the difference before you commit it. */
const WRITES = process.env['PATCH_GOLDEN'] === 'write';

const linesOf = (text: string): string[] => text.split('\n');

describe('a manifest of every shape', () => {
  for (const each of MANIFEST_CASES) {
    const plan = planned(each);
    const report = patchReport(each, plan);

    test(`${each.name}: edits, findings and diff`, () => {
      const path = join(DIRECTORY, `${each.name}.txt`);
      if (WRITES) writeFileSync(path, report);
      assert.equal(report, readFileSync(path, 'utf8'));
    });

    test(`${each.name}: patching twice changes nothing more`, () => {
      const {text} = plan;
      const again = planned({...each, text});
      assert.deepEqual(again.edits, []);
      assert.equal(again.text, text);
    });

    test(`${each.name}: every line that is not named by an edit stays`, () => {
      const {text, edits, blocked} = plan;
      const after = linesOf(text);
      const before = linesOf(each.text);
      const gone = before.filter((line) => !after.includes(line));
      assert.ok(gone.length <= edits.length * 3, gone.join('\n'));
      if (edits.length === 0) assert.equal(text, each.text);
      assert.equal(blocked.length, each.name === 'shared-image' ? 1 : 0);
      assert.equal(text.includes('\r\n'), each.text.includes('\r\n'));
      assert.equal(text.startsWith('\ufeff'), each.text.startsWith('\ufeff'));
      for (const document of parseAllDocuments(text, {version: '1.1'}) as {errors: unknown[]}[])
        assert.deepEqual(document.errors, []);
    });

    test(`${each.name}: the token is in no line that is shown`, () => {
      for (const word of [TOKEN, atob(TOKEN), btoa(TOKEN)]) assert.ok(!report.includes(word));
    });
  }

  test('there is a golden file for each and no other', () => {
    assert.deepEqual(readdirSync(DIRECTORY).sort(), MANIFEST_CASES.map(({name}) => `${name}.txt`).sort());
  });
});
