import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {PROGRAM, PROJECT_ROOT} from '../helpers/built-program.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {readTutorial} from './read-tutorial.ts';
import type {Block} from './read-tutorial.ts';

const TUTORIALS = join(PROJECT_ROOT, 'docs', 'tutorials');

interface Place {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Where a block ended is where the next one begins, as in a shell that stays open. */
function runBlock({commands}: Block, {directory, env}: Place) {
  return new Promise<{code: number | null; output: string; directory: string}>((resolve, reject) => {
    const script = `trap 'code=$?; pwd >&3; exit $code' EXIT\n${commands}`;
    const child = spawn('bash', ['-e', '-u', '-c', script], {
      cwd: directory,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let place = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdio[3]?.on('data', (text: Buffer) => (place += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({code, output, directory: place.trim()}));
  });
}

describe('tutorials', {concurrency: true}, () => {
  for (const name of readdirSync(TUTORIALS)) {
    test(`every command of ${name} does what the page says`, needs('kubectl'), async (t) => {
      const home = temporaryDirectory(t);
      const bin = join(home, '.bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'delegate-tui'), `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
      chmodSync(join(bin, 'delegate-tui'), 0o755);
      const env = {
        HOME: home,
        PATH: `${bin}:${process.env['PATH']}`,
        XDG_STATE_HOME: join(home, '.state'),
        DELEGATE_TUI_CONFIG_DIR: join(home, '.config'),
        DELEGATE_TUI_TODAY: '2026-11',
        DELEGATE_TUI_PRACTICE_SPEED: '300',
      };
      let directory = home;
      const blocks = readTutorial(join(TUTORIALS, name));
      assert.ok(blocks.length > 5, 'the page has commands');
      for (const block of blocks) {
        const result = await runBlock(block, {directory, env});
        const told = `line ${block.line}: ${block.commands}${result.output}`;
        assert.equal(result.code, block.exitCode, told);
        for (const line of block.shown) assert.ok(result.output.includes(line), `no "${line}" in ${told}`);
        directory = result.directory;
      }
    });
  }
});
