import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** Programs that stand in for docker and podman: shell scripts that note how they were called. */
export class FakeBuilders {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(this.path, {recursive: true});
  }

  /** The only directory of PATH. */
  get path(): string {
    return join(this.#directory, 'bin');
  }

  get env(): Readonly<Record<string, string>> {
    return {PATH: this.path, HOME: this.#directory, XDG_STATE_HOME: join(this.#directory, 'state')};
  }

  /** A program; `cases` are shell patterns of its first word and what is done then. */
  add(name: string, cases: Readonly<Record<string, string>>): void {
    const rows = Object.entries(cases).map(([pattern, body]) => `  ${pattern})\n    ${body}\n    ;;`);
    const script = [
      '#!/bin/sh',
      `for word in "$@"; do echo "$word" >> '${this.#directory}/calls'; done; echo >> '${this.#directory}/calls'`,
      'case "$1" in',
      ...rows,
      'esac',
      '',
    ].join('\n');
    this.#put(name, script);
  }

  #put(name: string, script: string): void {
    const file = join(this.path, name);
    writeFileSync(file, script);
    chmodSync(file, 0o755);
  }

  /** How the programs were called, one list of words each; scripts are left out. */
  calls(): readonly (readonly string[])[] {
    const file = join(this.#directory, 'calls');
    return (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split('\n\n')
      .map((call) => call.split('\n').filter((word) => word !== ''))
      .filter((words) => words.length > 0);
  }
}
