import {readFileSync} from 'node:fs';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Authority} from './stand-in/certificates.ts';
import {published} from './stand-in/published.ts';
import {fromRepository, repoFile, repositoryAnswer, vendorPackages} from './stand-in/repositories.ts';

/** Every host that the stand-in knows; the test certificate covers them. */
export const DOWNLOAD_HOSTS = [
  'dl.k8s.io',
  'cdn.dl.k8s.io',
  'get.helm.sh',
  'github.com',
  'release-assets.githubusercontent.com',
  'releases.hashicorp.com',
  'rpm.releases.hashicorp.com',
  'app.harness.io',
  'mirror.openshift.com',
  'awscli.amazonaws.com',
  'dl.google.com',
  'packages.cloud.google.com',
  'packages.microsoft.com',
  'packages.cloudfoundry.org',
  'cf-cli-rpm-repo.s3.amazonaws.com',
  'cdn-ubi.redhat.com',
  'pypi.org',
  'files.pythonhosted.org',
  'nodejs.org',
  'download.docker.com',
  'artifacts.example.com',
  'downloads.example.com',
] as const;

/** What goes wrong at one address: a 404 page, another content, or a connection that ends half way. */
export type Fault = 'missing' | 'changed' | 'cut';

export interface DownloadServer {
  readonly port: number;
  /** Every address asked for, in order; redirect targets are left out. */
  readonly asked: readonly string[];
  /** Every host whose name was sent while connecting. */
  readonly hosts: ReadonlySet<string>;
  /** Addresses asked for at which nothing is published. */
  readonly unexpected: readonly string[];
  close(): Promise<void>;
}

export interface DownloadServerOptions {
  readonly authority: Authority;
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Further files, by address. */
  readonly files?: Readonly<Record<string, Buffer | string>>;
  /** `<mirror>/<host>/<path>` answers as `https://<host>/<path>` does; .repo files name the mirror in it. */
  readonly mirror?: string;
  /** Address of a .repo file; its packages lie beside it. */
  readonly rpmRepo?: string;
}

const UBI_PACKAGES = readFileSync(new URL('stand-in/packages.txt', import.meta.url), 'utf8');
/** These hosts send downloads elsewhere first, as the real ones do. */
const REDIRECTS: Readonly<Record<string, string>> = {
  'github.com': 'release-assets.githubusercontent.com',
  'dl.k8s.io': 'cdn.dl.k8s.io',
};
const NOT_FOUND = '<!DOCTYPE html><html><body><h1>404</h1> There is nothing here.</body></html>\n';

/** Takes the place of the download hosts, on a free port of the loopback interface. */
export async function startDownloadServer(options: DownloadServerOptions): Promise<DownloadServer> {
  const asked: string[] = [];
  const unexpected: string[] = [];
  const hosts = new Set<string>();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const origin = Object.entries(REDIRECTS).find(([, target]) => target === host)?.[0];
    const url = `https://${origin ?? host}${request.url ?? '/'}`;
    if (!origin) asked.push(url);
    const body = lookUp(url, options);
    if (body === undefined) unexpected.push(url);
    const fault = options.faults?.[url];
    if (body === undefined || fault === 'missing') {
      response.writeHead(404, {'content-type': 'text/html'}).end(NOT_FOUND);
    } else if (REDIRECTS[host]) {
      response.writeHead(302, {location: url.replace(host, REDIRECTS[host])}).end();
    } else if (fault === 'cut') {
      response.writeHead(200, {'content-length': body.length});
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
    } else response.end(fault === 'changed' ? changed(body) : body);
  };
  const {cert, key} = options.authority;
  // Names are noted before the certificate is judged: a host that is not on the list must not go unseen.
  const SNICallback = (name: string, done: (error: null) => void) => {
    hosts.add(name);
    done(null);
  };
  const server = createServer({cert, key, SNICallback}, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    hosts,
    unexpected,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lookUp(url: string, {files, mirror, rpmRepo}: DownloadServerOptions): Buffer | undefined {
  const own = files?.[url];
  if (own !== undefined) return Buffer.from(own);
  if (rpmRepo !== undefined) {
    const base = rpmRepo.slice(0, rpmRepo.lastIndexOf('/'));
    if (url === rpmRepo) return Buffer.from(repoFile({name: 'mirror', baseUrl: base}));
    const found = repositoryAnswer(url, base, UBI_PACKAGES + vendorPackages());
    if (found !== undefined) return found;
  }
  if (mirror === undefined || !url.startsWith(`${mirror}/`)) return upstream(url);
  const body = upstream(`https://${url.slice(mirror.length + 1)}`);
  return url.endsWith('.repo') ? Buffer.from(String(body).replaceAll('https://', `${mirror}/`)) : body;
}

const upstream = (url: string) => published(url)?.body ?? fromRepository(url, UBI_PACKAGES);

/** Other bytes of the same kind: a checksum file with other sums, a file with one byte more. */
function changed(body: Buffer): Buffer {
  const text = body.toString('latin1');
  const isChecksum = /^[0-9a-f]{64}(\s|$)|(^|\s)[0-9a-fA-F]{64}\s/.test(text);
  return isChecksum
    ? Buffer.from(text.replaceAll(/[0-9a-fA-F]{64}/g, '0'.repeat(64)))
    : Buffer.concat([body, Buffer.from('\n')]);
}
