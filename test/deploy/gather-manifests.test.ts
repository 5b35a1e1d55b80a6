import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {parseArguments} from '../../src/args.ts';
import {madeAnswers} from '../../src/commands/deploy/made-answers.ts';
import {gatherManifests} from '../../src/commands/deploy/manifests.ts';
import type {Io} from '../../src/console/io.ts';
import {COMPLETE_FLAGS, runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

async function* nothing(): AsyncGenerator<string> {}

const IO: Io = {
  out: () => undefined,
  err: () => undefined,
  input: nothing(),
  env: {DELEGATE_TUI_CONFIG_DIR: '/nonexistent/delegate-tui'},
  platform: 'linux',
  isTerminal: false,
  outIsTerminal: false,
  columns: 80,
};

const gather = async (...argv: readonly string[]) =>
  await gatherManifests({
    args: parseArguments(['apply', ...argv]),
    io: IO,
    today: {year: 2026, month: 11},
  });

const MADE = ['--preset', 'kubernetes', ...COMPLETE_FLAGS];

test('manifests: an empty directory is told how to be filled', async (t: TestContext) => {
  const directory = temporaryDirectory(t);
  await assert.rejects(gather('--output', directory), {
    message: `${directory} holds no delegate yet.`,
    next: [
      `Write one: npx delegate-tui generate --output ${directory} tells what it needs, npx delegate-tui asks for it.`,
    ],
  });
});

test('manifests: what they were made from is known, where that can be read', async (t: TestContext) => {
  const output = temporaryDirectory(t);
  const made = async (...argv: readonly string[]) =>
    await madeAnswers({args: parseArguments(['apply', ...argv]), io: IO, today: {year: 2026, month: 11}});
  assert.equal(await made('--output', output), undefined);
  assert.equal(await made('--file', 'mine.yaml'), undefined);
  await runCli(['generate', ...MADE, '--output', output]);
  // Preset and flags are written down there by now.
  for (const argv of [
    ['--output', output],
    [...MADE, '--output', output],
  ]) {
    const {answers, directory} = (await made(...argv)) ?? {};
    assert.equal(answers?.image.repository, 'acme/custom-delegate');
    assert.equal(directory, output);
  }
  writeFileSync(join(output, 'delegate-tui.yaml'), 'image: [');
  assert.equal(await made('--output', output), undefined);
});

test('manifests: a dry run stops where the run would', async (t: TestContext) => {
  const directory = temporaryDirectory(t);
  const argv = [...MADE, '--output', directory, '--dry-run'];
  assert.ok(typeof (await gather(...argv)) !== 'number');
  await runCli(['generate', ...MADE, '--output', directory]);
  writeFileSync(join(directory, 'Dockerfile'), 'FROM mine\n');
  await assert.rejects(gather(...argv), /Dockerfile was edited/);
});
