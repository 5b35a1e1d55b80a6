import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {test, type TestContext} from 'node:test';
import type {PartialAnswers} from '../../../src/domain/answers.ts';
import {downloadsRun} from '../../../src/domain/dockerfile/downloads-run.ts';
import {selfCheckRun} from '../../../src/domain/dockerfile/self-check-run.ts';
import {resolveTools} from '../../../src/domain/tools.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';
import {completeAnswers} from '../../helpers/arbitrary-answers.ts';

/** What the image offers, as far as a script calls it; `curl` answers from a directory laid out like the web. */
const STUBS: Readonly<Record<string, string>> = {
  curl: 'while [ $# -gt 0 ]; do case "$1" in -o) out="$2"; shift ;; https://*) url="$1" ;; esac; shift; done; echo "$url" >> "$ROOT/asked"; exec cp "$ROOT/web/${url#https://}" "$out"',
  uname: 'echo "$MACHINE"',
  microdnf: 'echo "$*" >> "$ROOT/microdnf"',
  chgrp: 'exit 0',
  unzip: 'exec tar -xf "$3" -C "$5"',
};

interface Sandbox {
  readonly root: string;
  /** Puts a file on the web; gives its SHA-256. */
  serve(url: string, content: string | Buffer): string;
  /** A gzipped tar archive of the given files. */
  tar(files: Readonly<Record<string, string>>): Buffer;
  /** Runs the script of one RUN instruction. */
  run(
    instruction: string | undefined,
    machine?: string,
  ): {readonly status: number | null; readonly output: string};
  path(name: string): string;
}

function sandbox(t: TestContext): Sandbox {
  const root = temporaryDirectory(t);
  for (const directory of ['stubs', 'web', 'local', 'opt', 'tmp']) mkdirSync(join(root, directory));
  for (const [name, script] of Object.entries(STUBS))
    writeFileSync(join(root, 'stubs', name), `#!/bin/sh\n${script}\n`, {mode: 0o755});
  const put = (file: string, content: string | Buffer) => {
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, content);
  };
  return {
    root,
    serve(url, content) {
      put(join(root, 'web', url.slice('https://'.length)), content);
      return createHash('sha256').update(content).digest('hex');
    },
    tar(files) {
      const source = mkdtempSync(join(root, 'tar-'));
      for (const [name, content] of Object.entries(files)) put(join(source, name), content);
      return execFileSync('tar', ['-czf', '-', '-C', source, '.']);
    },
    run(instruction, machine = 'x86_64') {
      const script = (instruction ?? 'RUN exit 9')
        .slice('RUN '.length)
        .replaceAll('\\\n', '')
        .replaceAll('/opt/harness-delegate', join(root, 'opt'))
        .replaceAll('/usr/local/bin', join(root, 'local'))
        .replaceAll('/var/cache/yum', join(root, 'cache'));
      const env = {
        PATH: `${join(root, 'stubs')}:${join(root, 'local')}:${process.env['PATH']}`,
        ROOT: root,
        MACHINE: machine,
        TMPDIR: join(root, 'tmp'),
      };
      const {status, stdout, stderr} = spawnSync('sh', ['-c', script], {env, encoding: 'utf8'});
      return {status, output: stdout + stderr};
    },
    path: (name) => join(root, 'opt/client-tools', name),
  };
}

const scriptOf = (overrides: PartialAnswers) => {
  const answers = completeAnswers(overrides);
  return downloadsRun(resolveTools(answers), answers.dockerfile);
};
const PROGRAM = '#!/bin/sh\necho program "$@"\n';
const KUBECTL = 'https://dl.k8s.io/release/v1.33.1/bin/linux/amd64/kubectl';
const GO_TEMPLATE = (arch: string) =>
  `https://app.harness.io/public/shared/tools/go-template/release/v0.4.15/bin/linux/${arch}/go-template`;

test('a plain program whose sum stands alone in a file', (t) => {
  const box = sandbox(t);
  const sum = box.serve(KUBECTL, PROGRAM);
  box.serve(`${KUBECTL}.sha256`, sum);
  const {status, output} = box.run(scriptOf({tools: ['kubectl@1.33.1']}));
  assert.equal(status, 0, output);
  assert.match(output, /== kubectl 1\.33\.1/);
  assert.equal(readFileSync(box.path('kubectl/v1.33.1/kubectl'), 'utf8'), PROGRAM);
  assert.equal(statSync(box.path('kubectl/v1.33.1/kubectl')).mode & 0o7777, 0o775);
  assert.equal(statSync(box.path('kubectl/v1.33.1')).mode & 0o777, 0o775);
  assert.equal(existsSync(join(box.root, 'microdnf')), false, 'no package is touched');
  assert.deepEqual(
    execFileSync('ls', ['-A', join(box.root, 'tmp')], {encoding: 'utf8'}),
    '',
    'scratch files are gone',
  );
});

const REFUSED: readonly [string, string | undefined, RegExp][] = [
  [
    'another sum',
    'cd'.repeat(32),
    new RegExp(`kubectl 1\\.33\\.1: expected sha256 ${'cd'.repeat(32)}, got [0-9a-f]{64}`),
  ],
  ['an empty file', '', /kubectl 1\.33\.1: expected sha256 \(none known for amd64\), got/],
  ['an error page', '<html>not found</html>', /kubectl 1\.33\.1: expected sha256 <html>not, got/],
  ['nothing', undefined, /kubectl 1\.33\.1: could not download https:\/\/dl\.k8s\.io\/.*\.sha256/],
];
for (const [title, sums, message] of REFUSED) {
  test(`refused: ${title} where the sum should be`, (t) => {
    const box = sandbox(t);
    box.serve(KUBECTL, PROGRAM);
    if (sums !== undefined) box.serve(`${KUBECTL}.sha256`, sums);
    const {status, output} = box.run(scriptOf({tools: ['kubectl@1.33.1']}));
    assert.notEqual(status, 0);
    assert.match(output, message);
    assert.equal(existsSync(box.path('kubectl')), false);
  });
}

test('a missing download names the tool and the address', (t) => {
  const {status, output} = sandbox(t).run(scriptOf({tools: ['kubectl@1.33.1']}));
  assert.notEqual(status, 0);
  assert.ok(output.includes(`kubectl 1.33.1: could not download ${KUBECTL}`));
});

const POWERSHELL = 'https://github.com/PowerShell/PowerShell/releases/download/v7.4.6';
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const LISTS: readonly [string, (sum: string, file: string) => string | Buffer][] = [
  ['two blanks', (sum, file) => `${'0'.repeat(64)}  other\n${sum}  ${file}\n`],
  ['star', (sum, file) => `${sum} *${file}\n`],
  ['path', (sum, file) => `${sum}  ./dist/${file}\n`],
  [
    'upper case, carriage returns',
    (sum, file) => `${'A'.repeat(64)} *x${file}\r\n${sum.toUpperCase()} *${file}\r\n`,
  ],
  ['UTF-16 with byte order mark', (sum, file) => utf16(`${sum.toUpperCase()} *${file}\r\n`)],
  ['no line end', (sum, file) => `${sum}  ${file}`],
  ['tab', (sum, file) => `${sum}\t${file}\n`],
];
for (const [title, list] of LISTS) {
  test(`a tree, verified by a list with ${title}`, (t) => {
    const box = sandbox(t);
    const file = 'powershell-7.4.6-linux-arm64.tar.gz';
    const sum = box.serve(`${POWERSHELL}/${file}`, box.tar({pwsh: PROGRAM, 'Modules/a.psd1': 'x'}));
    box.serve(`${POWERSHELL}/hashes.sha256`, list(sum, file));
    const {status, output} = box.run(scriptOf({tools: ['powershell@7.4.6']}), 'aarch64');
    assert.equal(status, 0, output);
    assert.equal(statSync(box.path('powershell/v7.4.6/pwsh')).mode & 0o777, 0o775);
    assert.equal(statSync(box.path('powershell/v7.4.6/Modules')).mode & 0o777, 0o775);
    assert.equal(statSync(box.path('powershell/v7.4.6/Modules/a.psd1')).mode & 0o777, 0o664);
  });
}

test('a list without the file is no proof', (t) => {
  const box = sandbox(t);
  const file = 'powershell-7.4.6-linux-x64.tar.gz';
  const sum = box.serve(`${POWERSHELL}/${file}`, box.tar({pwsh: PROGRAM}));
  box.serve(`${POWERSHELL}/hashes.sha256`, `${sum}  ${file}.asc\n${sum}  x${file}\n`);
  const {status, output} = box.run(scriptOf({tools: ['powershell@7.4.6']}));
  assert.notEqual(status, 0);
  assert.match(output, /powershell 7\.4\.6: expected sha256 \(none known for amd64\)/);
});

test('yq: the column of SHA-256 is found by name', (t) => {
  const box = sandbox(t);
  const at = 'https://github.com/mikefarah/yq/releases/download/v4.44.3';
  const sum = box.serve(`${at}/yq_linux_amd64`, PROGRAM);
  box.serve(`${at}/checksums_hashes_order`, 'CRC32\nMD5\nSHA-256\nSHA-512\n');
  box.serve(
    `${at}/checksums`,
    `yq_linux_amd64.tar.gz  1  2  ${'0'.repeat(64)}  4\nyq_linux_amd64  1  2  ${sum}  4\n`,
  );
  const {status, output} = box.run(scriptOf({tools: ['yq@4.44.3']}));
  assert.equal(status, 0, output);
  assert.equal(readFileSync(box.path('yq/v4.44.3/yq'), 'utf8'), PROGRAM);
});

test('an archive with a program in it, two versions, the older one under its own name', (t) => {
  const box = sandbox(t);
  for (const version of ['3.8.0', '2.17.0']) {
    const url = `https://get.helm.sh/helm-v${version}-linux-amd64.tar.gz`;
    const sum = box.serve(
      url,
      box.tar({'linux-amd64/helm': `#!/bin/sh\necho ${version}\n`, 'linux-amd64/README': ''}),
    );
    box.serve(`${url}.sha256`, sum);
  }
  const {status, output} = box.run(scriptOf({tools: ['helm@2.17.0', 'helm@3.8.0']}));
  assert.equal(status, 0, output);
  assert.equal(readlinkSync(join(box.root, 'local/helm-2.17.0')), box.path('helm/v2.17.0/helm'));
  assert.equal(existsSync(join(box.root, 'local/helm-3.8.0')), false);
  assert.equal(existsSync(box.path('helm/v3.8.0/README')), false);
});

test('an archive without the program is named', (t) => {
  const box = sandbox(t);
  const url = 'https://get.helm.sh/helm-v3.8.0-linux-amd64.tar.gz';
  box.serve(`${url}.sha256`, box.serve(url, box.tar({'linux-amd64/README': ''})));
  const {status, output} = box.run(scriptOf({tools: ['helm@3.8.0']}));
  assert.notEqual(status, 0);
  assert.match(output, /helm 3\.8\.0: the archive has no linux-amd64\/helm/);
});

test('a zip: unzip stays when it was there', (t) => {
  const box = sandbox(t);
  const at = 'https://releases.hashicorp.com/terraform/1.12.2';
  const sum = box.serve(
    `${at}/terraform_1.12.2_linux_amd64.zip`,
    box.tar({terraform: PROGRAM, 'LICENSE.txt': ''}),
  );
  box.serve(`${at}/terraform_1.12.2_SHA256SUMS`, `${sum}  terraform_1.12.2_linux_amd64.zip\n`);
  const {status, output} = box.run(scriptOf({tools: ['terraform@1.12.2']}));
  assert.equal(status, 0, output);
  assert.equal(readFileSync(box.path('terraform/v1.12.2/terraform'), 'utf8'), PROGRAM);
  assert.doesNotMatch(readFileSync(join(box.root, 'microdnf'), 'utf8'), /unzip/);
});

test('an installer puts its tree where PATH looks', (t) => {
  const box = sandbox(t);
  const installer = '#!/bin/sh\nmkdir -p "$2" "$4" && cp aws/dist "$4/aws"\n';
  const archive = box.tar({'aws/dist': PROGRAM, 'aws/install': installer});
  box.serve('https://awscli.amazonaws.com/awscli-exe-linux-x86_64-2.15.30.zip', archive);
  // The archive keeps modes; the stub's files have none to keep.
  const script = scriptOf({tools: ['aws-cli@2.15.30']})?.replace('./aws/install', 'sh ./aws/install');
  const {status, output} = box.run(script);
  assert.equal(status, 0, output);
  assert.match(output, /not verified; to pin it: sha256 [0-9a-f]{64}/);
  assert.equal(statSync(box.path('aws-cli/v2.15.30/bin/aws')).mode & 0o777, 0o775);
});

const SUM = createHash('sha256').update(PROGRAM).digest('hex');
const PINS: readonly [string, {amd64?: string; arm64?: string}, string, boolean][] = [
  ['the right pin', {amd64: SUM.toUpperCase()}, 'x86_64', true],
  ['a wrong pin', {amd64: 'ab'.repeat(32)}, 'x86_64', false],
  ['a pin for the other machine', {amd64: SUM}, 'aarch64', false],
  ['the pin of this machine', {amd64: 'ab'.repeat(32), arm64: SUM}, 'aarch64', true],
];
for (const [title, sha256, machine, accepted] of PINS) {
  test(`nothing published, ${title}: ${accepted ? 'installed' : 'refused'}`, (t) => {
    const box = sandbox(t);
    for (const arch of ['amd64', 'arm64']) box.serve(GO_TEMPLATE(arch), PROGRAM);
    const {status} = box.run(scriptOf({tools: [{name: 'go-template', version: '0.4.15', sha256}]}), machine);
    assert.equal(status === 0, accepted);
    assert.equal(existsSync(box.path('go-template/v0.4.15/go-template')), accepted);
  });
}

test('a pin beats the published sum, and the machine without a pin asks for the published one', (t) => {
  const asked = (machine: string) => {
    const box = sandbox(t);
    const arch = machine === 'x86_64' ? 'amd64' : 'arm64';
    const url = `https://dl.k8s.io/release/v1.33.1/bin/linux/${arch}/kubectl`;
    box.serve(`${url}.sha256`, box.serve(url, PROGRAM));
    const {status, output} = box.run(
      scriptOf({tools: [{name: 'kubectl', version: '1.33.1', sha256: {amd64: SUM}}]}),
      machine,
    );
    assert.equal(status, 0, output);
    return readFileSync(join(box.root, 'asked'), 'utf8').trim().split('\n').length;
  };
  assert.equal(asked('x86_64'), 1);
  assert.equal(asked('aarch64'), 2);
});

test('a custom tool from an address with signs that shells know', (t) => {
  const box = sandbox(t);
  box.serve('https://x.y/a&b/v2.0/acme-x64.tgz?sig=~1', box.tar({'acme-v2.0/bin/acme': PROGRAM}));
  const {status, output} = box.run(
    scriptOf({
      customTools: [
        {
          name: 'acme',
          version: 'v2.0',
          url: 'https://x.y/a&b/{version}/acme-{arch}.tgz?sig=~1',
          archive: 'tar.gz',
          member: 'acme-{version}/bin/acme',
          arch: {amd64: 'x64'},
        },
      ],
    }),
  );
  assert.equal(status, 0, output);
  assert.equal(readFileSync(box.path('acme/v2.0/acme'), 'utf8'), PROGRAM);
});

test('other machines are told which ones there are', (t) => {
  const {status, output} = sandbox(t).run(scriptOf({tools: ['jq']}), 'riscv64');
  assert.notEqual(status, 0);
  assert.match(output, /cannot build on riscv64: delegate images exist for x86_64 and aarch64/);
});

test('the self-check runs every tool and names the one that fails', (t) => {
  const box = sandbox(t);
  const program = (name: string, script: string) =>
    writeFileSync(join(box.root, 'local', name), `#!/bin/sh\n${script}\n`, {mode: 0o755});
  const tools = resolveTools(
    completeAnswers({tools: ['helm@3.8.0', 'helm@2.17.0', 'harness-credentials-plugin', 'jq']}),
  );
  program('helm', 'echo "$0 $*"; touch "$HOME/trace"');
  program('helm-2.17.0', 'echo "two $*"');
  program('harness-credentials-plugin', 'exit 1');
  program('jq', 'exit 0');
  const good = box.run(selfCheckRun(tools));
  assert.equal(good.status, 0, good.output);
  assert.match(good.output, /== helm 2\.17\.0\ntwo version --client --short\n/);
  assert.deepEqual(execFileSync('ls', ['-A', join(box.root, 'tmp')], {encoding: 'utf8'}), '');
  program('jq', 'exit 3');
  const bad = box.run(selfCheckRun(tools));
  assert.notEqual(bad.status, 0);
  assert.match(bad.output, /jq 1\.8\.1 does not run: jq --version/);
});
