import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {withoutDevtools} from './bundling.ts';
import {CLACK, INK, INK_WITH_LIBRARIES, INQUIRER, LAST_ROW, PEER_PACKAGES, ROWS} from './peer-programs.ts';
import type {Program} from './session.ts';
import {ROOT, type Workshop} from './workshop.ts';

/** A program that shows a list, to be compared with ours. */
export interface Peer {
  readonly id: string;
  readonly name: string;
  readonly program: Program;
  /** Text that ends its first frame. */
  readonly mark: string;
  /** What the arrow down sends, where the program has asked for the other sequence. */
  readonly down?: string;
}

export interface Peers {
  readonly peers: readonly Peer[];
  readonly missing: readonly string[];
}

const quoted = ROWS.map((row) => `'${row}'`).join(' ');
/** Programs that are measured where they are installed, as lines of a shell. */
const INSTALLED: readonly {readonly name: string; readonly line: string; readonly down?: string}[] = [
  {
    name: 'whiptail',
    line: `exec whiptail --notags --menu 'Which tools?' 20 60 12 ${ROWS.map((row) => `${row} ${row}`).join(' ')}`,
  },
  {
    name: 'dialog',
    down: '\u001bOB',
    line: `exec dialog --no-tags --menu 'Which tools?' 20 60 12 ${ROWS.map((row) => `${row} ${row}`).join(' ')}`,
  },
  {name: 'fzf', line: `printf '%s\\n' ${quoted} | fzf --layout=reverse`},
  // It asks the terminal for its background and waits seconds for an answer that ours does not give; not in screen.
  {name: 'gum', line: `TERM=screen-256color exec gum choose --height 14 ${quoted}`},
];

const has = (name: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
};

/** Bundles an Ink program as it comes, with nothing of what our build does about Ink. */
async function bundle(workshop: Workshop, name: string, contents: string): Promise<string> {
  const outfile = join(workshop.fresh('peer'), `${name}.mjs`);
  await build({
    stdin: {contents, resolveDir: ROOT, loader: 'js'},
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    define: {'process.env.NODE_ENV': '"production"'},
    banner: {
      js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [withoutDevtools],
    logLevel: 'error',
  });
  return outfile;
}

/** Installs what the registry has, or says why not. */
function fromRegistry(workshop: Workshop): {
  readonly scripts: readonly (readonly [string, string, string])[];
  readonly missing: readonly string[];
} {
  const directory = workshop.fresh('registry');
  try {
    execFileSync(
      'npm',
      [
        'install',
        '--prefix',
        directory,
        '--no-save',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        ...PEER_PACKAGES,
      ],
      {stdio: 'pipe', cwd: directory},
    );
  } catch {
    return {scripts: [], missing: [`${PEER_PACKAGES.join(' and ')}: the registry did not give them.`]};
  }
  const script = (name: string, contents: string): string => {
    const path = join(directory, `${name}.mjs`);
    writeFileSync(path, contents);
    return path;
  };
  return {
    scripts: [
      ['clack', PEER_PACKAGES[0] ?? '', script('clack', CLACK)],
      ['inquirer', PEER_PACKAGES[1] ?? '', script('inquirer', INQUIRER)],
    ],
    missing: [],
  };
}

/** Makes the programs that ours is compared with. */
export async function preparePeers(workshop: Workshop): Promise<Peers> {
  const {directory, env} = workshop;
  const plain = join(directory, 'plain-ink.mjs');
  writeFileSync(plain, INK);
  const registry = fromRegistry(workshop);
  const scripts = [
    ...registry.scripts,
    ['ink', 'smallest Ink program, bundled', await bundle(workshop, 'ink', INK)],
    [
      'ink-libraries',
      'Ink program with conf, execa and yaml, bundled',
      await bundle(workshop, 'ink-libraries', INK_WITH_LIBRARIES),
    ],
    ['ink-plain', 'smallest Ink program, not bundled', plain],
  ] as const;
  return {
    peers: [
      ...INSTALLED.filter(({name}) => has(name)).map(({name, line, down}) => ({
        id: name,
        name,
        program: {command: 'bash', args: ['-c', line], cwd: directory, env},
        mark: LAST_ROW,
        ...(down === undefined ? {} : {down}),
      })),
      ...scripts.map(([id, name, path]) => ({
        id,
        name,
        program: {command: process.execPath, args: [path], cwd: directory, env},
        mark: LAST_ROW,
      })),
    ],
    missing: [
      ...INSTALLED.filter(({name}) => !has(name)).map(({name}) => `${name}: not installed here.`),
      ...registry.missing,
    ],
  };
}
