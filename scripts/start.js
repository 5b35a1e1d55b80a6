/**
 * `npm start`, in a clone of the project: makes it ready and runs it. In a terminal the wizard opens.
 * Without one, and without arguments, an example is made in a new directory, so that there is something to see.
 */
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {ROOT, ensureBuilt} from './ensure-setup.js';

/** Made-up answers that the rules accept. */
const EXAMPLE_FLAGS = [
  ['--preset', 'kubernetes'],
  ['--image-repository', 'example/custom-delegate'],
  ['--account-id', 'EXAMPLE_ACCOUNT_ID'],
  ['--manager-url', 'https://app.harness.io'],
  ['--token-from', 'secret'],
  ['--token-secret', 'delegate-token'],
];

/** `delegate-tui-example`, or the first of `-2`, `-3`, … that does not exist yet. */
function newDirectory() {
  const name = 'delegate-tui-example';
  let directory = name;
  for (let number = 2; existsSync(join(process.cwd(), directory)); number++) directory = `${name}-${number}`;
  return directory;
}

function exampleArguments() {
  const flags = [...EXAMPLE_FLAGS, ['--output', newDirectory()]];
  const lines = flags.map((pair) => `  ${pair.join(' ')}`).join(' \\\n');
  console.log('There is no terminal to open the wizard in, so here is an example. This command runs:\n');
  console.log(`delegate-tui generate \\\n${lines}\n`);
  return ['generate', ...flags.flat()];
}

ensureBuilt();
const given = process.argv.slice(2);
const inTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
const args = given.length > 0 || inTerminal ? given : exampleArguments();
const {runCli} = await import(pathToFileURL(join(ROOT, 'dist', 'cli.js')).href);
await runCli(args);
