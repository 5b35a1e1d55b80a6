import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {homedir, tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {secretsIn, secretsOnScreen} from './fault-secrets.ts';

const SPY = fileURLToPath(new URL('spied-calls.cjs', import.meta.url));

interface Child {
  readonly file: string;
  readonly words: readonly string[];
  readonly variables: readonly string[];
}
const {spyOnChildren} = createRequire(import.meta.url)(SPY) as {
  spyOnChildren: (onChild: (child: Child) => void) => void;
};

/** What a test writes for the program to read. */
const HOLDERS: readonly string[] = ['small.yaml', 'token', 'token.txt', 'auth.json'];
/** What the program writes the token into, and backups of that; not where it is staged. */
const TOKEN_FILE = /^harness-delegate-token(?:\.yaml|-values\.yaml|\.auto\.tfvars)(?:\.backup-\d+)?$/;

/** Where a run may have left something. */
export interface Traces {
  /** What it printed, and how it was called; by name. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Every byte that went to its terminal. */
  readonly written?: string;
  /** Directories that it ran in and wrote to; those that are gone are skipped. */
  readonly directories?: readonly string[];
  /** Names of files that hold a secret, besides the usual ones. */
  readonly holders?: readonly string[];
}

/** Looks for every secret wherever one run of the program may have left it. */
export interface SecretWatch {
  /** For node, before the script. */
  readonly nodeArgs: readonly string[];
  /** For the program. `TMPDIR` is its own, `XDG_CACHE_HOME` that of all: compiled code is kept there. */
  readonly env: Readonly<Record<string, string>>;
  /** How many children it has started. */
  readonly children: () => number;
  /** What was found where. Empty: nothing anywhere. */
  readonly findings: (traces: Traces) => readonly string[];
}

let home: string | undefined;
let watches = 0;
function placeOfAll(): string {
  if (home === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'delegate-tui-watch-'));
    process.once('exit', () => rmSync(made, {recursive: true, force: true}));
    home = made;
  }
  return home;
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'latin1') : '');

function* filesBelow(directory: string, holders: readonly string[]): Generator<string> {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, {withFileTypes: true})) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path, holders);
    else if (entry.isFile() && !holders.includes(entry.name) && !TOKEN_FILE.test(entry.name)) yield path;
  }
}

const told = (where: string, names: readonly string[]): string[] =>
  names.map((name) => `${name} in ${where}`);

function foundIn({texts = {}, written = '', directories = [], holders = []}: Traces): string[] {
  return [
    ...Object.entries(texts).flatMap(([name, text]) => told(name, secretsIn(text))),
    ...told('a frame', secretsOnScreen(written)),
    ...directories.flatMap((directory) =>
      [...filesBelow(directory, [...HOLDERS, ...holders])].flatMap((path) =>
        told(relative(directory, path), secretsIn(read(path))),
      ),
    ),
  ];
}

/** To be called before a run begins. */
export function watchSecrets(): SecretWatch {
  const place = join(placeOfAll(), String(++watches));
  const temporary = join(place, 'temporary');
  const calls = join(place, 'calls');
  mkdirSync(temporary, {recursive: true});
  return {
    nodeArgs: ['--require', SPY],
    env: {
      SPIED_CALLS: calls,
      TMPDIR: temporary,
      XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    },
    children: () => read(calls).match(/^\d+$/gm)?.length ?? 0,
    findings: ({texts, ...traces}) => [
      ...foundIn({...traces, texts: {...texts, 'the words and variables of its children': read(calls)}}),
      ...foundIn({directories: [temporary]}),
    ],
  };
}

/** What children of this very process were given. The program itself gets secrets from a test. */
const ownFindings: string[] = [];
spyOnChildren(({file, words, variables}) => {
  const given = [...words, ...(file === process.execPath ? [] : variables)];
  for (const text of given) ownFindings.push(...told(`what ${file} was started with`, secretsIn(text)));
});

/** The same for a run inside this process; takes note of all that was found since it was asked last. */
export const findingsHere = (traces: Traces): readonly string[] => [
  ...ownFindings.splice(0),
  ...foundIn(traces),
];

/** Fails the test that a run belongs to. */
export function refuseFindings(findings: readonly string[]): void {
  if (findings.length > 0) throw new Error(`A secret was found:\n${findings.join('\n')}`);
}
