import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {BUILDER_ROWS, builderRow} from '../../../src/domain/build-run/builder-rows.ts';
import {isImageReference, referenceProblem} from '../../../src/domain/build-run/check-reference.ts';
import {fullReference} from '../../../src/domain/build-run/full-reference.ts';
import {hostOfReference, loginCommand} from '../../../src/domain/build-run/login-command.ts';
import {
  digestInOutput,
  digestOf,
  pinnedReference,
  readDigest,
} from '../../../src/domain/build-run/read-digest.ts';
import {imageId, readContainers, readImage, readNames} from '../../../src/domain/build-run/read-image.ts';
import {readProbe} from '../../../src/domain/build-run/read-probe.ts';

const ID = 'c'.repeat(64);
const DIGEST = `sha256:${'d'.repeat(64)}`;

const INPUTS = {
  platform: 'linux/arm64',
  dockerfile: '/out/Dockerfile',
  context: '/out',
  idFile: '/tmp/id',
  argumentNames: ['HTTPS_PROXY'],
} as const;

describe('how builders are called', () => {
  for (const row of BUILDER_ROWS) {
    it(`${row.name} builds without a name`, () => {
      const own = row.build(INPUTS).filter((word) => word !== '--layers=false');
      assert.deepEqual(own, [
        'build',
        '--platform',
        'linux/arm64',
        '--iidfile',
        '/tmp/id',
        '--build-arg',
        'HTTPS_PROXY',
        '--file',
        '/out/Dockerfile',
        '/out',
      ]);
    });

    it(`${row.name} runs the script as another user, and its container goes`, () => {
      const run = {image: ID, name: 'delegate-tui-1', user: '1001:0', script: 'echo "a b"'};
      const words = row.runScript(run);
      assert.equal(words.filter((word) => word === run.script).length, 1);
      assert.equal(words[words.indexOf('--user') + 1], '1001:0');
      assert.ok((row.prepare?.(run) ?? words).includes(ID));
      assert.ok(row.removeContainer(run.name).includes(run.name));
    });
  }

  it('docker pushes by name, the others by id', () => {
    const inputs = {id: ID, reference: 'r.corp/a:1', digestFile: '/tmp/d'};
    assert.deepEqual(builderRow('docker').push(inputs), ['push', 'r.corp/a:1']);
    for (const name of ['podman', 'buildah'] as const)
      assert.deepEqual(builderRow(name).push(inputs), [
        'push',
        '--digestfile',
        '/tmp/d',
        ID,
        'docker://r.corp/a:1',
      ]);
  });
});

describe('what a builder says about itself', () => {
  const docker = {
    ServerVersion: '28.2.2',
    OSType: 'linux',
    Architecture: 'x86_64',
    Driver: 'overlay2',
    OperatingSystem: 'Debian GNU/Linux 12',
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'],
  };
  const ok = (info: unknown) => ({ok: true, stdout: JSON.stringify(info), stderr: ''});

  it('docker, rootless', () => {
    assert.deepEqual(readProbe('docker', ok(docker)), {
      state: 'ready',
      facts: {builder: 'docker', version: '28.2.2', rootless: true, storage: 'overlay2', arch: 'amd64'},
    });
  });

  it('docker in a virtual machine', () => {
    const answer = readProbe(
      'docker',
      ok({...docker, OperatingSystem: 'Docker Desktop', SecurityOptions: null}),
    );
    assert.ok(answer.state === 'ready' && answer.facts.inMachine === true && answer.facts.rootless === false);
  });

  it('docker whose daemon is down answers, and names the reason inside', () => {
    const errors = ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock.'];
    assert.deepEqual(readProbe('docker', ok({...docker, ServerErrors: errors})), {
      state: 'trouble',
      text: errors[0],
    });
  });

  it('docker with Windows containers', () => {
    assert.equal(readProbe('docker', ok({...docker, OSType: 'windows'})).state, 'trouble');
  });

  it('podman under the name of docker', () => {
    const podman = {
      host: {arch: 'arm64', security: {rootless: true}, serviceIsRemote: false},
      store: {graphDriverName: 'overlay'},
      version: {Version: '5.2.0'},
    };
    assert.deepEqual(readProbe('docker', ok(podman)), {
      state: 'ready',
      facts: {builder: 'podman', version: '5.2.0', rootless: true, storage: 'overlay', arch: 'arm64'},
    });
  });

  it('buildah', () => {
    const buildah = {
      debug: {'buildah version': '1.28.2'},
      host: {arch: 'amd64', rootless: false},
      store: {GraphDriverName: 'vfs'},
    };
    assert.deepEqual(readProbe('buildah', ok(buildah)), {
      state: 'ready',
      facts: {builder: 'buildah', version: '1.28.2', rootless: false, storage: 'vfs', arch: 'amd64'},
    });
  });

  it('nothing that can be read is trouble, with what was said', () => {
    assert.deepEqual(readProbe('buildah', {ok: true, stdout: '{', stderr: 'no'}), {
      state: 'trouble',
      text: 'no',
    });
    assert.deepEqual(readProbe('podman', {ok: false, stdout: '{}', stderr: 'no'}), {
      state: 'trouble',
      text: 'no',
    });
  });
});

describe('logging in', () => {
  const ecr = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
  const rows: readonly (readonly ['docker' | 'podman' | 'buildah', string, string])[] = [
    ['docker', 'acme/x:1', 'docker login'],
    ['podman', 'acme/x:1', 'podman login docker.io'],
    ['buildah', 'docker.io/acme/x:1', 'buildah login docker.io'],
    [
      'docker',
      `${ecr}/x:1`,
      `aws ecr get-login-password --region eu-central-1 | docker login --username AWS --password-stdin ${ecr}`,
    ],
    [
      'buildah',
      `${ecr}/x:1`,
      `aws ecr get-login-password --region eu-central-1 | buildah login --username AWS --password-stdin ${ecr}`,
    ],
    ['docker', 'acme.azurecr.io/x:1', 'az acr login --name acme'],
    [
      'podman',
      'acme.azurecr.io/x:1',
      'az acr login --name acme --expose-token --output tsv --query accessToken | podman login --username 00000000-0000-0000-0000-000000000000 --password-stdin acme.azurecr.io',
    ],
    [
      'docker',
      'europe-west3-docker.pkg.dev/p/r/x:1',
      'gcloud auth configure-docker europe-west3-docker.pkg.dev',
    ],
    [
      'buildah',
      'eu.gcr.io/p/x:1',
      'gcloud auth print-access-token | buildah login --username oauth2accesstoken --password-stdin eu.gcr.io',
    ],
    ['docker', 'registry.corp:5000/x:1', 'docker login registry.corp:5000'],
    ['podman', 'localhost/x:1', 'podman login localhost'],
  ];
  for (const [program, reference, command] of rows)
    it(`${program}: ${reference}`, () => assert.equal(loginCommand(program, reference), command));
});

describe('names of images', () => {
  const full: readonly (readonly [string, string])[] = [
    ['acme/x:1', 'docker.io/acme/x:1'],
    ['x:1', 'docker.io/library/x:1'],
    ['docker.io/acme/x:1', 'docker.io/acme/x:1'],
    ['index.docker.io/acme/x:1', 'docker.io/acme/x:1'],
    ['r.corp:5000/x:1', 'r.corp:5000/x:1'],
    ['localhost/x:1', 'localhost/x:1'],
  ];
  for (const [reference, expected] of full)
    it(reference, () => assert.equal(fullReference(reference), expected));

  for (const good of ['acme/x:1', 'r.corp:5000/a/b:26.08.1-1', 'localhost:5000/x:1', '127.0.0.1:5000/x:1'])
    it(`${good} will do`, () => assert.equal(referenceProblem(good), undefined));
  for (const bad of [
    'acme/x',
    'r.corp:5000/x',
    'Acme/x:1',
    `acme/x@${DIGEST}`,
    '-x:1',
    'a b:1',
    'acme/x:-1',
    ':1',
    '$(x):1',
  ])
    it(`${bad} will not do`, () => assert.equal(typeof referenceProblem(bad), 'string'));

  for (const text of [
    'scratch',
    'harness/delegate:26.08.89806.minimal',
    `us-docker.pkg.dev/p/harness/delegate@${DIGEST}`,
    `acme/x:1@${DIGEST}`,
    'r.corp:5000/x',
    'index.docker.io/acme/x',
  ])
    it(`${text} is a reference`, () => assert.equal(isImageReference(text), true));
  for (const text of [
    '',
    '${BASE}',
    'x:${TAG}',
    'x.y;curl/x:1',
    'r.corp/x\u001b[31m:1',
    '--help',
    'acme/x@sha256:1',
    `acme/x@${DIGEST}@${DIGEST}`,
    "x'y/z",
  ])
    it(`${JSON.stringify(text)} is none`, () => assert.equal(isImageReference(text), false));

  it('the host is what looks like one', () => {
    assert.equal(hostOfReference('acme/x:1'), 'docker.io');
    assert.equal(hostOfReference('x:1'), 'docker.io');
    assert.equal(hostOfReference('r.corp/x:1'), 'r.corp');
  });
});

describe('images and digests are read', () => {
  it('from docker and podman', () => {
    const stdout = JSON.stringify([
      {Id: `sha256:${ID}`, Architecture: 'amd64', RepoDigests: [`r.corp/x@${DIGEST}`], RepoTags: ['a:1']},
    ]);
    assert.deepEqual(readImage(stdout), {id: ID, arch: 'amd64', digests: [`r.corp/x@${DIGEST}`]});
    assert.deepEqual(readNames(stdout), ['a:1']);
  });
  it('from buildah', () => {
    const stdout = JSON.stringify({FromImageID: ID, OCIv1: {architecture: 'arm64'}});
    assert.deepEqual(readImage(stdout), {id: ID, arch: 'arm64', digests: []});
    const odd = JSON.stringify({FromImageID: ID, OCIv1: {architecture: 'a\u001b[31mb'}});
    assert.equal(readImage(odd)?.arch, 'ab');
    assert.deepEqual(readNames(JSON.stringify([{id: ID, names: null}])), []);
    assert.deepEqual(readContainers('null'), []);
    assert.deepEqual(readContainers(JSON.stringify([{id: ID, imagename: 'x'}, {id: '--all'}])), [
      {id: ID, image: 'x'},
    ]);
  });
  it('what is no image is none', () => {
    for (const text of ['', '[]', '{}', '{"Id": "x"}']) assert.equal(readImage(text), undefined);
    assert.equal(readNames('[]'), undefined);
    assert.equal(imageId(`sha256:${ID}\n`), ID);
  });

  it('digests', () => {
    assert.equal(readDigest(`${DIGEST}\n`), DIGEST);
    assert.equal(readDigest('sha256:1'), undefined);
    assert.equal(digestInOutput(['1: digest: sha256:1', `1: digest: ${DIGEST} size: 1234`]), DIGEST);
    assert.equal(digestInOutput(['pushed']), undefined);
    assert.equal(digestOf('acme/x:1', [`r.corp/x@sha256:1`, `docker.io/acme/x@${DIGEST}`]), DIGEST);
    assert.equal(digestOf('r.corp:5000/x:1', [`other/x@${DIGEST}`]), undefined);
    assert.equal(pinnedReference('r.corp:5000/x:1', DIGEST), `r.corp:5000/x@${DIGEST}`);
    assert.equal(pinnedReference('r.corp:5000/x', DIGEST), `r.corp:5000/x@${DIGEST}`);
  });
});
