import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PROGRAM = join(ROOT, 'bin', 'delegate-tui.js');

/** A directory for one run of the benchmark, and what programs find in it. */
export interface Workshop {
  readonly directory: string;
  /** Environment of every measured program: that of a login shell, with a home of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** A new empty directory. */
  readonly fresh: (name: string) => string;
  readonly remove: () => void;
}

/** Node reads it at each start, which takes a good part of a bare start: left as it is, and told. */
export const CERTIFICATES = 'NODE_EXTRA_CA_CERTS';

export function openWorkshop(): Workshop {
  const directory = mkdtempSync(join(tmpdir(), 'delegate-tui-bench-'));
  const home = join(directory, 'home');
  mkdirSync(home);
  // Unbundled programs find the packages of this project.
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  const certificates = process.env[CERTIFICATES];
  return {
    directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      ...(certificates === undefined ? {} : {[CERTIFICATES]: certificates}),
    },
    fresh: (name) => mkdtempSync(join(directory, `${name}-`)),
    remove: () => rmSync(directory, {recursive: true, force: true}),
  };
}
