import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {explainFailure} from '../../../src/domain/build-run/explain-failure.ts';
import {buildOutputReader} from '../../../src/domain/build-run/read-build-output.ts';
import {dockerfile} from '../../../src/domain/dockerfile.ts';
import {completeAnswers} from '../../helpers/arbitrary-answers.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const URL = 'https://dl.k8s.io/release/v1.35.3/bin/linux/amd64/kubectl';

const context = {
  builder: 'Docker',
  program: 'docker',
  dockerfile: 'out/Dockerfile',
  base: 'harness/delegate:26.08.89806.minimal',
  login: 'docker login',
};
const pushContext = {
  ...context,
  reference: 'registry.corp:5000/acme/delegate:1',
  login: 'docker login registry.corp:5000',
};

/** `text` is what the builder printed; every word of `words` is in the cause or in a next step. */
type Row = readonly [code: string, text: string, words: readonly string[]];

const curl = (line: string): string =>
  `${line}\nkubectl 1.35.3: could not download ${URL}\nsubprocess exited with status 1`;

const BUILD: readonly Row[] = [
  ['download', curl('curl: (22) The requested URL returned error: 404'), [URL, '404', 'kubectl 1.35.3']],
  ['download', curl('curl: (22) The requested URL returned error: 403'), ['refuses', '403', '--mirror-url']],
  ['download', curl('curl: (22) The requested URL returned error: 429'), ['too often']],
  ['download', curl('curl: (22) The requested URL returned error: 503'), ['503', 'wait']],
  ['download', curl('curl: (6) Could not resolve host: dl.k8s.io'), ['dl.k8s.io', 'no address', 'DNS']],
  ['download', curl('curl: (5) Could not resolve proxy: proxy.corp'), ['proxy', 'HTTPS_PROXY']],
  [
    'download',
    curl('curl: (7) Failed to connect to dl.k8s.io port 443: Connection refused'),
    ['nothing answers'],
  ],
  ['download', curl('curl: (28) Connection timed out after 300000 milliseconds'), ['too long']],
  [
    'download',
    curl('curl: (60) SSL certificate problem: unable to get local issuer certificate'),
    ['not trusted', '--ca-directory'],
  ],
  ['download', curl('curl: (18) transfer closed with 100 bytes remaining to read'), ['half way']],
  ['download', curl('curl: (23) Failure writing output to destination'), ['disk']],
  ['download', curl('curl: (99) something new'), ['something new', URL]],
  ['download', curl('warning: (22) x'), [URL]],
  ['checksum', `kubectl 1.35.3: expected sha256 ${A}, got ${B}`, [A, B, 'kubectl 1.35.3']],
  ['checksum', `own 3: expected sha256 (none known for arm64), got ${B}`, ['arm64', B, 'own 3']],
  ['archive', 'own 3: the archive has no bin/own', ['own 3', 'bin/own']],
  [
    'self-check',
    '== go-template 0.4.15\ngo-template 0.4.15 does not run: go-template -v',
    ['go-template 0.4.15', 'user 1001'],
  ],
  ['package', "error: No package matches 'gti'", ['gti', '--rpm-repo-url']],
  ['package', 'Error: Unable to find a match: gti', ['gti']],
  [
    'package',
    'ERROR: No matching distribution found for ansible-core==9.9',
    ['ansible-core==9.9', 'pypi.org'],
  ],
  ['package-signature', 'error: x.rpm: Header V4 RSA/SHA256 Signature, key ID 1: BAD', ['not signed']],
  [
    'package-repository',
    'error: cannot update repo ubi-9: Cannot download repomd.xml: Curl error (6)',
    ['ubi-9', '--rpm-repo-url'],
  ],
  ['certificates', 'certs holds no certificates', ['certs', '--ca-directory']],
  [
    'machine',
    'cannot build on riscv64: delegate images exist for x86_64 and aarch64',
    ['Cannot build on riscv64'],
  ],
  ['machine', 'cf-cli exists for amd64 only', ['Cf-cli exists for amd64 only', '--platform']],
  [
    'context-file',
    'Error: building at STEP "COPY certs/ /x/": checking on sources under "/x": copier: stat: "/certs": no such file or directory',
    ['certs', 'build context'],
  ],
  [
    'context-file',
    'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/certs": not found',
    ['certs'],
  ],
  [
    'context-file',
    'COPY failed: file not found in build context or excluded by .dockerignore: stat certs: file does not exist',
    ['certs'],
  ],
  [
    'dockerfile',
    'ERROR: failed to solve: dockerfile parse error on line 12: unknown instruction: RUNN',
    ['Line 12', 'out/Dockerfile', 'RUNN'],
  ],
  [
    'dockerfile',
    'Error response from daemon: dockerfile parse error line 12: unknown instruction: RUNN',
    ['Line 12'],
  ],
  ['dockerfile', 'Error: building at STEP "RUNN ": Build error: Unknown instruction: "RUNN"', ['RUNN']],
  [
    'dockerfile',
    'Error: building at STEP "USER ": USER requires exactly one argument',
    ['USER requires exactly one argument'],
  ],
  ['dockerfile', 'Error: no FROM statement found', ['no FROM']],
  ['script', "sh: -c: line 1: syntax error near unexpected token `fi'", ['line 1']],
  ['script', '/bin/sh: 3: nosuch: not found', ['line 3', 'nosuch']],
  ['script', 'sh: line 1: nosuch: command not found', ['nosuch']],
  ['disk', 'cp: error writing /x: No space left on device', ['full', 'docker system prune']],
  ['disk', 'Error: At least 12MB more space needed on the / filesystem.', ['full']],
  ['disk', curl('curl: (23) Failure writing: No space left on device'), ['full']],
  ['emulation', 'exec /bin/sh: exec format error', ['qemu', '--platform']],
  ['memory', '#6 ERROR: process "/bin/sh -c x" did not complete successfully: exit code: 137', ['memory']],
  ['memory', "The command '/bin/sh -c x' returned a non-zero code: 137", ['memory']],
  ['memory', 'subprocess exited on killed', ['memory']],
  [
    'base-rate-limit',
    'toomanyrequests: You have reached your pull rate limit.',
    ['too often', 'docker login'],
  ],
  [
    'base-short-name',
    'Error: creating build container: short-name "harness/delegate:x" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    ['unqualified-search-registries'],
  ],
  [
    'base-not-found',
    'Error: initializing source docker://harness/delegate:nope: reading manifest nope in docker.io/harness/delegate: manifest unknown',
    [context.base, '--base-version'],
  ],
  [
    'base-not-found',
    'ERROR: failed to solve: harness/delegate:nope: failed to resolve source metadata for docker.io/harness/delegate:nope: docker.io/harness/delegate:nope: not found',
    [context.base],
  ],
  [
    'base-denied',
    "pull access denied for corp/x, repository does not exist or may require 'docker login': denied",
    ['docker login'],
  ],
  ['base-platform', 'no matching manifest for linux/arm64/v8 in the manifest list entries', ['--platform']],
  ['registry-unknown-host', 'dial tcp: lookup registry-1.docker.io: no such host', ['docker.io', 'DNS']],
  [
    'registry-unreachable',
    'pinging container registry docker.io: Get "https://docker.io/v2/": dial tcp 1.2.3.4:443: i/o timeout',
    ['docker.io'],
  ],
  ['registry-http', 'http: server gave HTTP response to HTTPS client', ['docker.io']],
  [
    'registry-certificate',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ['ca.crt'],
  ],
  [
    'daemon-down',
    'ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ['daemon'],
  ],
  [
    'user-namespace',
    'newuidmap: write to uid_map failed: Operation not permitted',
    ['/etc/subuid', 'BUILDAH_ISOLATION=chroot'],
  ],
  [
    'unknown',
    'something nobody has seen\nError: building at STEP "RUN x": exit status 3',
    ['something nobody has seen'],
  ],
  [
    'silent',
    '== kubectl 1.35.3\nsubprocess exited with status 1\nError: building at STEP "RUN x": exit status 1',
    ['did not say why'],
  ],
];

const PUSH: readonly Row[] = [
  ['push-not-logged-in', 'no basic auth credentials', ['docker login registry.corp:5000']],
  [
    'push-not-logged-in',
    'checking whether a blob sha256:1 exists in x: unauthorized: authentication required',
    ['docker login registry.corp:5000'],
  ],
  [
    'push-not-logged-in',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
    ['expired'],
  ],
  [
    'push-denied',
    'denied: requested access to the resource is denied',
    ['may not push', 'registry.corp:5000/acme/delegate'],
  ],
  [
    'push-no-repository',
    "name unknown: The repository with name 'acme/delegate' does not exist in the registry with id '123456789012'",
    ['no repository', '--image-repository'],
  ],
  [
    'push-immutable',
    "tag invalid: The image tag '1' already exists in the 'x' repository and cannot be overwritten because the repository is immutable.",
    ['--image-tag'],
  ],
  ['push-quota', 'denied: quota has been exceeded for the project', ['room']],
  [
    'push-too-large',
    'received unexpected HTTP status: 413 Request Entity Too Large',
    ['client_max_body_size'],
  ],
  [
    'registry-http',
    'http: server gave HTTP response to HTTPS client',
    ['insecure-registries', 'registry.corp:5000'],
  ],
  ['registry-unreachable', 'dial tcp 127.0.0.1:5000: connect: connection refused', ['registry.corp:5000']],
  ['disk', 'no space left on device', ['full']],
];

const PROBE: readonly Row[] = [
  [
    'daemon-down',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ['systemctl start docker'],
  ],
  [
    'no-permission',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix',
    ['group docker'],
  ],
  [
    'daemon-down',
    'Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`',
    ['podman machine start'],
  ],
  ['windows-containers', 'the daemon runs Windows containers', ['Linux containers']],
  [
    'user-namespace',
    'cannot clone: Operation not permitted\nuser namespaces are not enabled in /proc/sys/user/max_user_namespaces',
    ['/etc/subuid'],
  ],
  ['storage', 'Error: mkdir /proc/x: no such file or directory', ['storage']],
  [
    'storage',
    "Error: 'overlay' is not supported over overlayfs, a mount_program is required: backing file system is unsupported",
    ['storage'],
  ],
  ['disk', 'write /var/lib/containers/x: no space left on device', ['full']],
];

function check(what: 'build' | 'push' | 'probe', [code, text, words]: Row): void {
  const said = explainFailure(what, text.split('\n'), what === 'push' ? pushContext : context);
  assert.equal(said.code, code, said.cause);
  const whole = [said.cause, ...said.next].join('\n');
  for (const word of words) assert.ok(whole.includes(word), `no "${word}" in:\n${whole}`);
  assert.match(said.cause, /\.$/);
  assert.ok(said.next.length > 0);
  assert.ok(!/undefined|!$/.test(whole), whole);
}

describe('failures are explained', () => {
  for (const [what, rows] of Object.entries({build: BUILD, push: PUSH, probe: PROBE}))
    for (const row of rows) it(`${what}: ${row[1].slice(0, 90)}`, () => check(what as 'build', row));

  for (const [code, text] of BUILD)
    it(`without a known base image: ${text.slice(0, 90)}`, () => {
      const {base: _base, login: _login, ...rest} = context;
      const {cause, next} = explainFailure('build', text.split('\n'), rest);
      const whole = [cause, ...next].join('\n');
      assert.doesNotMatch(whole, /undefined|the registry the |no image the|d\/the |"the registry/i);
      if (/^(?:base|registry)-/.test(code)) assert.match(cause, /^[A-Z]/);
    });

  it('with the words for ECR and Google where those are meant', () => {
    const unknown = ["name unknown: The repository with name 'x' does not exist in the registry"];
    const ecr = {...context, reference: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/custom-delegate:1'};
    assert.match(
      explainFailure('push', unknown, ecr).next.join(),
      /aws ecr create-repository --region eu-central-1 --repository-name custom-delegate/,
    );
    const gar = {...context, reference: 'europe-west3-docker.pkg.dev/proj/delegates/x:1'};
    assert.match(
      explainFailure('push', unknown, gar).next.join(),
      /gcloud artifacts repositories create delegates --project proj --location europe-west3 --repository-format docker/,
    );
  });

  it('what a builder repeats of the Dockerfile is no failure of its own', () => {
    const text = dockerfile(
      completeAnswers({features: ['kubernetes', 'azure'], tools: ['cf-cli', 'ansible']}),
    );
    const runs = text
      .replaceAll(/ \\\n/g, ' ')
      .split('\n')
      .filter((line) => line.startsWith('RUN '));
    assert.ok(runs.length >= 3);
    const echoes = runs.flatMap((run, index) => [
      `STEP ${index + 1}/9: ${run}`,
      `Step ${index + 1}/9 : ${run}`,
      `#${index + 5} [${index + 1}/9] ${run}`,
      ` > [${index + 1}/9] ${run}:`,
      `  12 | >>> ${run}`,
      `Error: building at STEP "${run}": exit status 1`,
      `#${index + 5} ERROR: process "/bin/sh -c ${run.slice(4)}" did not complete successfully: exit code: 1`,
      `ERROR: failed to solve: process "/bin/sh -c ${run.slice(4)}" did not complete successfully: exit code: 1`,
      `The command '/bin/sh -c ${run.slice(4)}' returned a non-zero code: 1`,
    ]);
    assert.equal(explainFailure('build', echoes, context).code, 'silent');
  });

  it('in a whole failure of BuildKit', () => {
    const run = `RUN set -eu;     fail() { echo "$*" >&2; exit 1; };     fetch "x" download;     verify download "$sum";`;
    const reader = buildOutputReader();
    const lines = [
      `#7 [3/4] ${run}`,
      '#7 0.210 == kubectl 1.35.3',
      `#7 1.402 kubectl 1.35.3: expected sha256 ${A}, got ${B}`,
      `#7 ERROR: process "/bin/sh -c ${run.slice(4)}" did not complete successfully: exit code: 1`,
      '------',
      ` > [3/4] ${run}:`,
      '0.210 == kubectl 1.35.3',
      `1.402 kubectl 1.35.3: expected sha256 ${A}, got ${B}`,
      '------',
      'Dockerfile:12',
      '--------------------',
      '  11 |     ',
      `  12 | >>> RUN set -eu; \\`,
      `  13 | >>>     fail() { echo "$*" >&2; exit 1; }; \\`,
      '--------------------',
      `ERROR: failed to solve: process "/bin/sh -c ${run.slice(4)}" did not complete successfully: exit code: 1`,
    ].flatMap((line) => reader(line).flatMap((news) => (news.type === 'output' ? [news.text] : [])));
    const {code, cause} = explainFailure('build', lines, context);
    assert.equal(code, 'checksum');
    assert.ok(cause.startsWith('The download of kubectl 1.35.3 is not'), cause);
  });

  it('there is a sentence for anything', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const {cause, next} = explainFailure('build', lines, context);
        assert.ok(cause !== '' && next.length > 0);
      }),
    );
  });
});
