import {chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {baseFromRef} from '../../../src/domain/base-image.ts';
import type {Answers} from '../../../src/domain/answers.ts';
import {dockerfile} from '../../../src/domain/dockerfile.ts';
import {Buildah} from '../buildah.ts';
import {
  DOWNLOAD_HOSTS,
  startDownloadServer,
  type DownloadServer,
  type DownloadServerOptions,
} from '../download-server.ts';
import {makeStandInBase} from '../stand-in-base.ts';
import {makeAuthority, type Authority} from './certificates.ts';

export interface BuildRequest extends Partial<DownloadServerOptions> {
  readonly answers: Answers;
  /** What `uname -m` says; x86_64 when not given. */
  readonly machine?: string;
  /** Directory of the build context that gets the certificate of `authority`. */
  readonly certificates?: string;
  /** Leaves that directory empty. */
  readonly emptyCertificates?: boolean;
  readonly args?: readonly string[];
}

export interface Built extends Printed, Pick<DownloadServer, 'asked' | 'hosts' | 'unexpected'> {
  readonly tag: string;
  /** What buildah itself printed. */
  readonly output: string;
}

export interface Printed {
  readonly code: number;
  /** What the commands inside the image printed, both streams. */
  readonly printed: string;
}

/** Settings of an image as `buildah inspect` shows them. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly Labels?: Readonly<Record<string, string>>;
}

/** Path -> owner, group, permission bits and size of what is no symbolic link. */
export type Listing = ReadonlyMap<
  string,
  {readonly owner: string; readonly mode: number; readonly size: number}
>;

/** A storage with the stand-in base image, and authorities: `trusted` by the image, `corporate` not. */
export class Workshop {
  readonly buildah = new Buildah();
  readonly trusted: Authority;
  readonly corporate: Authority;
  #count = 0;

  constructor() {
    const directory = this.buildah.folder('authorities');
    this.trusted = makeAuthority({directory, name: 'trusted', hosts: DOWNLOAD_HOSTS});
    this.corporate = makeAuthority({directory, name: 'corporate', hosts: DOWNLOAD_HOSTS});
  }

  /** Makes the base image and names it as these answers do. */
  async makeBases(bases: readonly Answers['base'][]): Promise<void> {
    const names = new Set(bases.map((base) => withRegistry(baseFromRef(base))));
    await makeStandInBase({buildah: this.buildah, names: [...names], authorityPem: this.trusted.ca});
  }

  /** Writes the Dockerfile of the answers and builds it beside a download server of its own. */
  async build({
    answers,
    machine = 'x86_64',
    certificates,
    emptyCertificates = false,
    args = [],
    ...options
  }: BuildRequest): Promise<Built> {
    const server = await startDownloadServer({authority: this.trusted, ...options});
    const settings = this.#settings({port: String(server.port), machine});
    const context = this.buildah.folder('context');
    if (certificates !== undefined) {
      mkdirSync(join(context, certificates));
      if (!emptyCertificates)
        writeFileSync(join(context, certificates, 'corporate.pem'), (options.authority ?? this.trusted).ca);
    }
    const tag = `localhost/built:${++this.#count}`;
    try {
      const finished = await this.buildah.build({
        dockerfile: dockerfile(answers),
        tag,
        context,
        settings,
        args,
      });
      const {asked, hosts, unexpected} = server;
      return {...finished, printed: printedIn(settings), tag, asked, hosts, unexpected};
    } finally {
      await server.close();
    }
  }

  /** A directory for /run/stand-in with these files, and one that every user in the image may write its output to. */
  #settings(files: Readonly<Record<string, string>>): string {
    const directory = this.buildah.folder('settings');
    for (const [name, text] of Object.entries({...files, output: ''}))
      writeFileSync(join(directory, name), text);
    chmodSync(join(directory, 'output'), 0o666);
    return directory;
  }

  /** Deletes everything. */
  async remove(): Promise<void> {
    await this.buildah.remove();
  }

  /** Opens an image: mounts it, and runs commands in it. */
  async open(tag: string): Promise<OpenImage> {
    const container = await this.buildah.do('from', '--pull-never', tag);
    const root = await this.buildah.do('mount', container);
    const inspected = JSON.parse(await this.buildah.do('inspect', '--type', 'image', tag)) as {
      OCIv1: {config: ImageConfig};
      Manifest: string;
    };
    const {layers} = JSON.parse(inspected.Manifest) as {layers: readonly {size: number}[]};
    return {
      root,
      config: inspected.OCIv1.config,
      layerBytes: layers.map(({size}) => size),
      run: async (user, script) => {
        const settings = this.#settings({});
        const options = ['--isolation', 'chroot', '--user', user, '--volume', `${settings}:/run/stand-in`];
        const {code} = await this.buildah.try('run', ...options, container, '--', 'sh', '-c', script);
        return {code, printed: printedIn(settings)};
      },
      close: async () => {
        await this.buildah.do('umount', container);
        await this.buildah.do('rm', container);
      },
    };
  }
}

export interface OpenImage {
  /** Where it is mounted. */
  readonly root: string;
  readonly config: ImageConfig;
  readonly layerBytes: readonly number[];
  run(user: string, script: string): Promise<Printed>;
  close(): Promise<void>;
}

const printedIn = (settings: string) => readFileSync(join(settings, 'output'), 'utf8');

/** Docker's short names stand for Docker Hub. */
const withRegistry = (name: string) => (name.startsWith('harness/') ? `docker.io/${name}` : name);

/** Everything under a directory, by its path in the image. */
export function listing(root: string, directory = '/'): Listing {
  const paths = readdirSync(join(root, directory), {recursive: true, encoding: 'utf8'}).map((path) =>
    join(directory, path),
  );
  return new Map(
    paths.flatMap((path) => {
      const stats = lstatSync(join(root, path));
      if (stats.isSymbolicLink()) return [];
      return [
        [
          path,
          {
            owner: `${stats.uid}:${stats.gid}`,
            mode: stats.mode & 0o7777,
            size: stats.isFile() ? stats.size : 0,
          },
        ] as const,
      ];
    }),
  );
}
