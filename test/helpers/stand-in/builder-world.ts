import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Answers} from '../../../src/domain/answers.ts';
import {answersFile} from '../../../src/domain/answers-file.ts';
import {dockerfile} from '../../../src/domain/dockerfile.ts';
import {startDownloadServer, type DownloadServer, type Fault} from '../download-server.ts';
import {REGISTRY_PASSWORD, REGISTRY_USER} from './registry.ts';
import {Workshop} from './workshop.ts';

/** What `buildah images --json` and `buildah containers --json` say is there. */
export interface Inventory {
  readonly names: readonly string[];
  readonly nameless: number;
  readonly containers: number;
}

/**
 * The real buildah, set up by files and variables as a person sets it up: a storage of its own with the stand-in
 * base image, chroot isolation, a download server in the place of the internet.
 */
export class BuilderWorld {
  readonly #workshop = new Workshop();
  #server: DownloadServer | undefined;
  #count = 0;

  get directory(): string {
    return this.#workshop.buildah.directory;
  }

  /** Variables of the person who builds. */
  get env(): Readonly<Record<string, string>> {
    const {directory} = this;
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: directory,
      TMPDIR: directory,
      LANG: 'C.UTF-8',
      XDG_STATE_HOME: join(directory, 'state'),
      BUILDAH_ISOLATION: 'chroot',
      CONTAINERS_STORAGE_CONF: join(directory, 'storage.conf'),
      CONTAINERS_CONF: join(directory, 'containers.conf'),
      CONTAINERS_REGISTRIES_CONF: join(directory, 'registries.conf'),
      DELEGATE_TUI_CONFIG_DIR: '/nonexistent/delegate-tui',
      DELEGATE_TUI_TODAY: '2026-11',
    };
  }

  async open(base: Answers['base']): Promise<void> {
    await this.#workshop.makeBases([base]);
    const {directory} = this;
    const put = (name: string, text: string) => writeFileSync(join(directory, name), text);
    put(
      'storage.conf',
      `[storage]\ndriver = "vfs"\ngraphroot = "${directory}/root"\nrunroot = "${directory}/run"\n`,
    );
    mkdirSync(join(directory, 'stand-in'));
    put('containers.conf', `[containers]\nvolumes = ["${directory}/stand-in:/run/stand-in"]\n`);
    put('registries.conf', '');
  }

  /** Puts a download server at the end of every connection of a build. */
  async serve(faults: Readonly<Record<string, Fault>> = {}): Promise<void> {
    await this.#server?.close();
    this.#server = await startDownloadServer({authority: this.#workshop.trusted, faults});
    writeFileSync(join(this.directory, 'stand-in', 'port'), String(this.#server.port));
  }

  /** Registries that are spoken to without encryption; the first one takes the place of Docker Hub’s `acme`. */
  trust(hosts: readonly [string, ...string[]]): void {
    const rows = hosts.map((host) => `[[registry]]\nlocation = "${host}"\ninsecure = true\n`);
    const hub = `[[registry]]\nprefix = "docker.io/acme"\nlocation = "${hosts[0]}/acme"\ninsecure = true\n`;
    writeFileSync(join(this.directory, 'registries.conf'), [...rows, hub].join('\n'));
  }

  /** A file as `buildah login` leaves it; the variable that names it. */
  loginFile(host: string): Readonly<Record<string, string>> {
    const path = join(this.directory, `auth-${++this.#count}.json`);
    const auth = Buffer.from(`${REGISTRY_USER}:${REGISTRY_PASSWORD}`).toString('base64');
    writeFileSync(path, JSON.stringify({auths: {[host]: {auth}}}), {mode: 0o600});
    return {REGISTRY_AUTH_FILE: path};
  }

  /** An output directory as generate writes it; `change` edits its Dockerfile. */
  output(answers: Answers, change: (text: string) => string = (text) => text): string {
    const directory = join(this.directory, `output-${++this.#count}`);
    mkdirSync(directory);
    writeFileSync(join(directory, 'Dockerfile'), change(dockerfile(answers)));
    writeFileSync(join(directory, 'delegate-tui.yaml'), answersFile(answers));
    return directory;
  }

  async inventory(): Promise<Inventory> {
    const {buildah} = this.#workshop;
    const list = async (...words: string[]) =>
      (JSON.parse((await buildah.do(...words, '--json')) || 'null') ?? []) as {names?: string[] | null}[];
    const images = await list('images', '--all');
    return {
      names: images.flatMap(({names}) => names ?? []).filter((name) => !name.includes('harness/delegate')),
      nameless: images.filter(({names}) => !names?.length).length,
      containers: (await list('containers')).length,
    };
  }

  /** Gives an image another name. */
  async name(image: string, other: string): Promise<void> {
    await this.#workshop.buildah.do('tag', image, other);
  }

  async forget(...names: readonly string[]): Promise<void> {
    await this.#workshop.buildah.do('rmi', ...names);
  }

  async close(): Promise<void> {
    await this.#server?.close();
    chmodSync(this.directory, 0o700);
    await this.#workshop.remove();
  }
}
