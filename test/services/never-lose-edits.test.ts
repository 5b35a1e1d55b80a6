import assert from 'node:assert/strict';
import {mkdir, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import fc from 'fast-check';
import type {FileChoice} from '../../src/domain/events.ts';
import {UserError} from '../../src/domain/user-error.ts';
import {execute} from '../../src/services/execute.ts';
import {stamp} from '../../src/services/stamp.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const PATHS = ['Dockerfile', 'k8s/delegate.yaml'] as const;
type Path = (typeof PATHS)[number];

/** What happens between two runs. `edit` changes what is there, `replace` writes something else altogether. */
const between = fc.record({
  path: fc.constantFrom(...PATHS),
  action: fc.constantFrom('nothing', 'edit', 'replace', 'binary', 'delete', 'plain copy'),
});
const run = fc.record({
  /** Which of three plans. */
  plan: fc.integer({min: 0, max: 2}),
  choices: fc.dictionary(
    fc.constantFrom(...PATHS),
    fc.constantFrom<FileChoice>('keep', 'overwrite', 'beside'),
    {noNullPrototype: true},
  ),
});
const round = fc.record({changes: fc.array(between, {maxLength: 2}), run});
type Round = typeof round extends fc.Arbitrary<infer Value> ? Value : never;

const planned = (plan: number) => `plan: ${plan}\n`;

async function contents(directory: string): Promise<string[]> {
  const entries = await readdir(directory, {recursive: true, withFileTypes: true});
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
}

test('whatever is there and whatever is chosen, no edit is lost and nothing hidden is left', async (t) => {
  const root = temporaryDirectory(t);
  let count = 0;
  const oneHistory = async (rounds: readonly Round[]) => {
    const directory = join(root, `run-${count++}`);
    await mkdir(join(directory, 'k8s'), {recursive: true});
    /** What the user wrote and has not thrown away, by where it was put. */
    const precious = new Map<string, Path>();
    let edits = 0;

    const change = async ({path, action}: {path: Path; action: string}) => {
      const file = join(directory, path);
      const current = await readFile(file, 'latin1').catch(() => undefined);
      if (action === 'nothing') return;
      // The user throws away what was there, unless a backup has it too.
      if (current !== undefined && precious.has(current)) precious.delete(current);
      if (action === 'delete') return rm(file, {force: true});
      if (action === 'plain copy') return writeFile(file, planned(edits % 3));
      const mark = `# edit ${edits++}\n`;
      const texts: Record<string, string> = {
        edit: mark + (current ?? ''),
        replace: mark,
        binary: `\u00ff\u0000${mark}`,
      };
      const text = texts[action] ?? mark;
      await writeFile(file, text, 'latin1');
      precious.set(text, path);
    };

    for (const {changes, run} of rounds) {
      for (const each of changes) await change(each);
      const content = planned(run.plan);
      const files = PATHS.map((path) => ({role: 'manifest', path, content, mode: 0o644}) as const);
      const events = [];
      for await (const event of execute({plan: {files}, directory, choices: run.choices})) {
        events.push(event);
      }
      assert.deepEqual(events.at(-1), {type: 'done', directory});
      const found = await contents(directory);
      for (const [text, path] of precious) assert.ok(found.includes(text), `an edit of ${path} is gone`);
      const names = await readdir(directory, {recursive: true});
      assert.deepEqual(
        names.filter((name) => name.includes('.delegate-tui-')),
        [],
      );
      for (const event of events) {
        if (event.type !== 'file' || event.outcome === 'kept') continue;
        assert.equal(await readFile(join(directory, event.writtenTo ?? event.path), 'utf8'), stamp(content));
      }
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(round, {minLength: 1, maxLength: 5}), async (rounds) => oneHistory(rounds)),
    {numRuns: 60},
  );
});

test('an engine that fails tells it before `done`', async (t) => {
  const directory = temporaryDirectory(t);
  await mkdir(join(directory, 'Dockerfile'));
  const events: unknown[] = [];
  await assert.rejects(async () => {
    for await (const event of execute({
      plan: {files: [{role: 'dockerfile', path: 'Dockerfile', content: 'x\n', mode: 0o644}]},
      directory,
    }))
      events.push(event);
  }, UserError);
  assert.deepEqual(events, []);
});
