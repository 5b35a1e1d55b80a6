import {chmodSync, existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {until} from './until.ts';

/** A program of PATH that stops at one of its calls. */
export interface Gate {
  /** To be put in front of PATH. */
  readonly bin: string;
  /** Resolves when the call is made. */
  readonly reached: () => Promise<void>;
  /** The call goes on, and fails. */
  readonly giveUp: () => void;
}

/** Where a program of PATH lies. */
export const onPath = (program: string): string =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, program))
    .find(existsSync) ?? program;

/** Calls that are let through, unless it is just their word that stops: trial runs, and those without a cluster. */
const LET_THROUGH = ['--dry-run', '--client', 'config'];

/** Asks without showing what is typed, until it is ended. */
const LOGIN = [
  '[ -t 0 ] || {',
  "  echo 'Unable to connect to the server: getting credentials: exec plugin cannot support interactive mode: standard input is not a terminal' >&2",
  '  exit 1',
  '}',
  'stty -echo -icrnl -opost </dev/tty',
  "printf 'Password: ' >&2",
  'while read -r answer; do printf \'Not %s\' "$answer" >&2; done; exit 1',
].join('\n');

/**
 * Puts a kubectl in front of the real one that stops before commands with this word, but for trial runs. With
 * `asks` it asks for a password at the terminal, whatever the cluster is asked.
 */
export function gatedKubectl({
  word = '',
  directory,
  asks = false,
}: {
  readonly word?: string;
  readonly directory: string;
  readonly asks?: boolean;
}): Gate {
  const gate = join(directory, 'gate');
  const bin = join(directory, 'gated');
  mkdirSync(bin);
  writeFileSync(gate, '');
  const waits = `: > '${gate}-reached'; while [ -e '${gate}' ]; do sleep 0.05; done; exit 1`;
  const script = [
    '#!/bin/sh',
    'case " $* " in',
    ...LET_THROUGH.filter((each) => each !== word).map((each) => `*" ${each}"[=\\ ]*) ;;`),
    asks ? `*) ${LOGIN} ;;` : `*" ${word} "*) ${waits} ;;`,
    'esac',
    `exec '${onPath('kubectl')}' "$@"`,
  ];
  writeFileSync(join(bin, 'kubectl'), `${script.join('\n')}\n`);
  chmodSync(join(bin, 'kubectl'), 0o755);
  return {
    bin,
    reached: async () => await until(() => existsSync(`${gate}-reached`)),
    giveUp: () => rmSync(gate, {force: true}),
  };
}
