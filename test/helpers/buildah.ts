import {execFile} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export interface Finished {
  readonly code: number;
  /** What it printed, both streams. */
  readonly output: string;
  /** Standard output alone. */
  readonly stdout: string;
}

export interface BuildOptions {
  readonly dockerfile: string;
  readonly tag: string;
  /** Directory that COPY reads. */
  readonly context?: string;
  /** Directory mounted at /run/stand-in while building. */
  readonly settings: string;
  /** Further words, e.g. `--layers`. */
  readonly args?: readonly string[];
}

/** A storage of its own for buildah, with chroot isolation: no daemon, no registry, nothing pulled. Needs root. */
export class Buildah {
  readonly directory = mkdtempSync(join(tmpdir(), 'delegate-tui-buildah-'));
  readonly #global = [
    '--root',
    join(this.directory, 'root'),
    '--runroot',
    join(this.directory, 'run'),
    '--storage-driver',
    'vfs',
  ];
  #count = 0;

  /** Runs buildah with these words. The environment holds no proxy and no credentials. */
  async try(...words: readonly string[]): Promise<Finished> {
    const env = {PATH: process.env['PATH'], HOME: this.directory, TMPDIR: this.directory, LC_ALL: 'C.UTF-8'};
    return new Promise((resolve) => {
      execFile(
        'buildah',
        [...this.#global, ...words],
        {env, maxBuffer: 64 << 20},
        (error, stdout, stderr) => {
          const failed = error === null ? 0 : typeof error.code === 'number' ? error.code : 255;
          resolve({code: failed, output: stdout + stderr, stdout});
        },
      );
    });
  }

  /** As `try`, but throws with the output when it fails; gives its standard output. */
  async do(...words: readonly string[]): Promise<string> {
    const {code, output, stdout} = await this.try(...words);
    if (code !== 0) throw new Error(`buildah ${words.join(' ')} ended with ${code}\n${output}`);
    return stdout.trim();
  }

  async build({dockerfile, tag, context, settings, args = []}: BuildOptions): Promise<Finished> {
    const folder = this.folder('build');
    const file = join(folder, 'Dockerfile');
    writeFileSync(file, dockerfile);
    const words = [
      '--isolation',
      'chroot',
      '--pull-never',
      '--http-proxy=false',
      '--volume',
      `${settings}:/run/stand-in`,
    ];
    return this.try('bud', ...words, ...args, '-f', file, '-t', tag, context ?? folder);
  }

  /** A new directory inside the storage's directory. */
  folder(name: string): string {
    const path = join(this.directory, `${name}-${++this.#count}`);
    mkdirSync(path);
    return path;
  }

  /** Unmounts and deletes everything. */
  async remove(): Promise<void> {
    await this.try('umount', '--all');
    await this.try('rm', '--all');
    await this.try('rmi', '--all', '--force');
    chmodSync(this.directory, 0o700);
    rmSync(this.directory, {recursive: true, force: true});
  }
}
