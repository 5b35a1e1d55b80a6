import {chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {delimiter, join, relative} from 'node:path';
import {onPath} from './fault-gate.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Every way in which a secret could be written down. */
export function spellingsOf(secret: string): string[] {
  const decoded = Buffer.from(secret, 'base64').toString('utf8');
  const isText = /^[\x20-\x7e]{8,}$/.test(decoded);
  const plain = [secret, secret.replace(/=+$/, ''), ...(isText ? [decoded] : [])];
  return [
    ...new Set(
      plain.flatMap((one) => [
        one,
        base64(one),
        base64(base64(one)),
        base64(one).replace(/=+$/, ''),
        Buffer.from(one).toString('base64url'),
        Buffer.from(one).toString('hex'),
        encodeURIComponent(one),
        encodeURIComponent(base64(one)),
        JSON.stringify(one).slice(1, -1),
      ]),
    ),
  ];
}

/** Looks for a secret wherever a run may have left it. */
export interface SecretSpy {
  /** For the program: a kubectl that writes down how it is called, and a directory of its own for what is temporary. */
  readonly env: Readonly<Record<string, string>>;
  /** How often kubectl was called. */
  readonly calls: () => number;
  /** Where the secret was found: words and environment of kubectl, files, and these texts. Empty: nowhere. */
  readonly findings: (texts: Readonly<Record<string, string>>) => readonly string[];
}

function* filesBelow(directory: string): Generator<string> {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, {withFileTypes: true})) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** `allowed`: names of files that are there to hold the secret. `cwd`: where the program runs, and what is looked through. */
export function spyOnSecrets({
  cwd,
  secret,
  allowed,
}: {
  readonly cwd: string;
  readonly secret: string;
  readonly allowed: readonly string[];
}): SecretSpy {
  const bin = join(cwd, 'spy');
  const calls = join(cwd, 'calls');
  const temporary = join(cwd, 'temporary');
  for (const directory of [bin, calls, temporary]) mkdirSync(directory);
  const script = [
    '#!/bin/sh',
    `{ printf '%s\\n' "$0" "$@"; cat /proc/$$/environ; } > '${calls}'/$$`,
    `exec '${onPath('kubectl')}' "$@"`,
  ];
  writeFileSync(join(bin, 'kubectl'), `${script.join('\n')}\n`);
  chmodSync(join(bin, 'kubectl'), 0o755);
  const spellings = spellingsOf(secret);
  const holds = (text: string): boolean => spellings.some((spelling) => text.includes(spelling));
  return {
    env: {PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, TMPDIR: temporary},
    calls: () => readdirSync(calls).length,
    findings: (texts) => [
      ...[...filesBelow(cwd)]
        .filter(
          (path) => !allowed.some((name) => path.endsWith(`/${name}`)) && holds(readFileSync(path, 'latin1')),
        )
        .map((path) => relative(cwd, path)),
      ...Object.entries(texts).flatMap(([name, text]) => (holds(text) ? [name] : [])),
      ...readdirSync(temporary)
        .filter((name) => name.startsWith('delegate-tui'))
        .map((name) => `${name} is left`),
    ],
  };
}
