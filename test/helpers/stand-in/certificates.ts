import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** An authority made on the spot, and a server certificate that it signed. PEM texts. */
export interface Authority {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

/** Makes an authority in `directory` (files `<name>-*.pem`) and lets it sign a certificate for `hosts`. Needs openssl 3. */
export function makeAuthority({
  directory,
  name,
  hosts,
}: {
  readonly directory: string;
  readonly name: string;
  readonly hosts: readonly string[];
}): Authority {
  const file = (part: string) => join(directory, `${name}-${part}.pem`);
  const openssl = (...args: string[]) => execFileSync('openssl', args, {stdio: ['ignore', 'ignore', 'pipe']});
  openssl(
    'req',
    '-x509',
    ...EC,
    '-subj',
    `/CN=${name} test authority`,
    '-keyout',
    file('ca-key'),
    '-out',
    file('ca'),
  );
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  openssl(
    'req',
    '-x509',
    ...EC,
    '-CA',
    file('ca'),
    '-CAkey',
    file('ca-key'),
    '-subj',
    '/CN=download.test',
    '-addext',
    `subjectAltName=${names}`,
    '-addext',
    'basicConstraints=critical,CA:FALSE',
    '-keyout',
    file('key'),
    '-out',
    file('cert'),
  );
  const read = (part: string) => readFileSync(file(part), 'utf8');
  return {ca: read('ca'), cert: read('cert'), key: read('key')};
}
