/**
 * `npm start`, in a clone of the project: makes it ready and runs it. In a terminal the wizard opens, with a
 * practice cluster to deploy to. Without one, or with CI set, and without arguments, the whole job is done once with an example:
 * files in a new directory, applied to the practice cluster, watched to the end.
 */
import {accessSync, constants, existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {delimiter, join} from 'node:path';
import {ensureBuilt} from './ensure-setup.js';

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

/** The practice cluster is only pretended; the kubectl that talks to it is not. */
function hasKubectl() {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) =>
    ['kubectl', 'kubectl.exe'].some((name) => {
      try {
        accessSync(join(directory, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}

function exampleArguments() {
  const [command, ...more] = hasKubectl() ? ['apply', ['--practice']] : ['generate'];
  const flags = [...EXAMPLE_FLAGS, ['--output', newDirectory()], ...more];
  const lines = flags.map((pair) => `  ${pair.join(' ')}`).join(' \\\n');
  const why = isForCi ? 'CI is set, so nothing is asked' : 'There is no terminal to open the wizard in';
  console.log(`${why}: here is an example. This command runs:\n`);
  console.log(`delegate-tui ${command} \\\n${lines}\n`);
  if (command === 'generate') {
    console.log(
      'Without kubectl only the files are made. Get it from https://kubernetes.io/docs/tasks/tools and run this again to see a rollout.\n',
    );
  }
  return [command, ...flags.flat()];
}

ensureBuilt();
const given = process.argv.slice(2);
// As the program has it: with CI set nothing is asked.
const isForCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');
const inTerminal = !isForCi && process.stdin.isTTY === true && process.stdout.isTTY === true;
const practising = hasKubectl() ? ['--practice'] : [];
const args = given.length > 0 ? given : inTerminal ? practising : exampleArguments();
await createRequire(import.meta.url)('../bin/launch.js').launch(args);
