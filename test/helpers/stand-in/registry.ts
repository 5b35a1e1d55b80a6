import {spawn} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {REGISTRY_LOGIN} from '../fault-secrets.ts';

/** Who may push where a login is wanted. */
export const {user: REGISTRY_USER, password: REGISTRY_PASSWORD} = REGISTRY_LOGIN;
/** The password, as htpasswd -B writes it. */
const HASH = '$2b$05$abcdefghijklmnopqrstuuaxWaIGz0ocxQjnBdU4neLQIs4nDHGo6';

/** A registry of our own, on a free port of the loopback interface, without encryption. */
export interface Registry {
  /** `127.0.0.1:41234` */
  readonly host: string;
  /** Digest of a tag, as the registry itself tells it; `undefined` when it has no such tag. */
  digest(repository: string, tag: string): Promise<string | undefined>;
  close(): Promise<void>;
}

const MANIFESTS =
  'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';

/** Starts Debian's docker-registry in `directory`, with a login where that is wanted. */
export async function startRegistry(
  directory: string,
  {login}: {readonly login: boolean},
): Promise<Registry> {
  mkdirSync(directory, {recursive: true});
  const htpasswd = join(directory, 'htpasswd');
  writeFileSync(htpasswd, `${REGISTRY_USER}:${HASH}\n`);
  const config = join(directory, 'config.yml');
  const auth = login ? `auth: {htpasswd: {realm: loopback, path: ${htpasswd}}}\n` : '';
  writeFileSync(
    config,
    `version: 0.1\nstorage: {filesystem: {rootdirectory: ${directory}/data}}\nhttp: {addr: "127.0.0.1:0"}\n${auth}`,
  );
  const child = spawn('docker-registry', ['serve', config], {
    env: {PATH: process.env['PATH'], OTEL_TRACES_EXPORTER: 'none'},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  const host = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(`docker-registry ended:\n${said}`)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /listening on (127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const authorization = `Basic ${Buffer.from(`${REGISTRY_USER}:${REGISTRY_PASSWORD}`).toString('base64')}`;
  return {
    host,
    async digest(repository, tag) {
      const response = await fetch(`http://${host}/v2/${repository}/manifests/${tag}`, {
        method: 'HEAD',
        headers: {accept: MANIFESTS, ...(login ? {authorization} : {})},
      });
      return response.headers.get('docker-content-digest') ?? undefined;
    },
    async close() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
