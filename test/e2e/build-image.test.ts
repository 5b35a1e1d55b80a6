import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import {FEATURES} from '../../src/domain/choices.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {parsePresetText} from '../../src/domain/preset-text.ts';
import {resolveTools} from '../../src/domain/tools.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {PRESET_DIRECTORY, presetNames} from '../helpers/golden-plans.ts';
import {JAVA_STORE} from '../helpers/stand-in-base.ts';
import {zip} from '../helpers/stand-in/archives.ts';
import {checkConfig, checkFiles, checkTools, type Base} from '../helpers/stand-in/image-checks.ts';
import {needsBuildah} from '../helpers/stand-in/needs-buildah.ts';
import {program} from '../helpers/stand-in/published.ts';
import {
  listing,
  Workshop,
  type BuildRequest,
  type Built,
  type OpenImage,
} from '../helpers/stand-in/workshop.ts';

function presetAnswers(name: string): Answers {
  const file = join(PRESET_DIRECTORY, `${name}.yaml`);
  const {answers} = parsePresetText({text: readFileSync(file, 'utf8'), file});
  const personal = {image: {account: '123456789012', region: 'eu-central-1'}};
  return completeAnswers(mergeAnswers({preset: answers, flags: personal}));
}

const AIR_GAPPED = presetAnswers('air-gapped');
/** The preset, and every way of installing that must go through the mirror too. */
const EVERYTHING_MIRRORED: Answers = {
  ...AIR_GAPPED,
  features: [
    ...AIR_GAPPED.features,
    'terraform',
    'aws',
    'azure',
    'gcp',
    'ansible',
    'powershell',
    'kustomize',
  ],
  tools: ['yq'],
};
const MIRRORS = {
  mirror: 'https://artifacts.example.com/tools',
  rpmRepo: 'https://artifacts.example.com/rpm/ubi9.repo',
  certificates: 'certs',
};

describe('generated Dockerfiles build', needsBuildah(), () => {
  let workshop: Workshop;
  let base: Base;

  before(async () => {
    workshop = new Workshop();
    await workshop.makeBases([completeAnswers().base, AIR_GAPPED.base]);
    const image = await workshop.open('harness/delegate:26.08.89806.minimal');
    base = {config: image.config, files: listing(image.root)};
    await image.close();
  });
  after(async () => workshop.remove());

  /** Builds, opens, checks what must hold for every image, then what is special about this one. */
  async function build(
    request: BuildRequest,
    special: (image: OpenImage, built: Built) => void | Promise<void> = () => {},
  ): Promise<void> {
    const built = await workshop.build(request);
    assert.deepEqual(built.unexpected, [], built.output);
    assert.equal(built.code, 0, built.output);
    const image = await workshop.open(built.tag);
    try {
      checkConfig(image, base);
      checkFiles(image, base);
      await checkTools(image, request);
      await special(image, built);
    } finally {
      await image.close();
      await workshop.buildah.do('rmi', built.tag);
    }
  }

  for (const name of presetNames()) {
    it(`preset ${name}`, async () => {
      const mirrors = name === 'air-gapped' ? {...MIRRORS, authority: workshop.corporate} : {};
      await build({answers: presetAnswers(name), ...mirrors});
    });
  }

  it('preset everything on arm64: only files for arm64 are asked for', async () =>
    build({answers: presetAnswers('everything'), machine: 'aarch64'}, (_, {asked}) => {
      const forMachine = asked.filter((url) => !/pypi\.org|packages\.microsoft\.com|cdn-ubi/.test(url));
      assert.notEqual(forMachine.length, 0);
      for (const url of asked) assert.doesNotMatch(url, /amd64|x86_64|x64/);
      const assets = forMachine.filter((url) => !/sum|hashes/i.test(url));
      for (const url of assets) assert.match(url, /arm|aarch64/);
    }));

  it('the rest of the catalogue', async () => {
    const used = new Set(resolveTools(presetAnswers('everything')).map(({name}) => name));
    const rest = TOOLS.map(({name}) => name).filter((name) => !used.has(name));
    await build({answers: completeAnswers({tools: rest})});
  });

  it('every feature, from Harness where Harness has it', async () => {
    const tools = TOOLS.flatMap(({name, install}) =>
      install.kind === 'download' && install.harness
        ? (install.harness.versions ?? []).map((version) => `${name}@${version}`)
        : [],
    );
    await build(
      {answers: completeAnswers({features: [...FEATURES], tools, dockerfile: {source: 'harness'}})},
      (_, {asked}) => {
        assert.equal(
          asked.filter((url) => url.includes('dl.k8s.io') || url.includes('get.helm.sh')).length,
          0,
        );
      },
    );
  });

  it('three helms side by side', async () =>
    build(
      {answers: completeAnswers({tools: ['helm@2.17.0', 'helm@3.8.0', {name: 'helm', version: '3.15.4'}]})},
      async (image) => {
        const {output} = await image.run(
          '1001',
          'helm version; helm-3.8.0 version; helm-2.17.0 version --client; "$HELM3_PATH" version; "$HELM_PATH" version -c',
        );
        assert.deepEqual(output.trim().split('\n'), [
          'helm 3.15.4 amd64',
          'helm 3.8.0 amd64',
          'helm 2.17.0 amd64',
          'helm 3.15.4 amd64',
          'helm 2.17.0 amd64',
        ]);
      },
    ));

  it('an older helm as the default one', async () =>
    build(
      {answers: completeAnswers({tools: ['helm@3.15.4', {name: 'helm', version: '3.8.0', default: true}]})},
      async (image) => {
        const {output} = await image.run('1001', 'helm version; helm-3.15.4 version');
        assert.equal(output, 'helm 3.8.0 amd64\nhelm 3.15.4 amd64\n');
      },
    ));

  it('unzip stays when it was chosen', async () =>
    build({answers: completeAnswers({tools: ['unzip', 'terraform']})}));

  it('no tools at all', async () =>
    build({answers: completeAnswers({dockerfile: {labels: {team: 'a "b" $c'}}})}, ({config}) =>
      assert.equal(config.Labels?.['team'], 'a "b" $c'),
    ));

  it('tools of one’s own, plain and in archives', async () => {
    const own = (tool: string) =>
      program({tool, version: '1.2', machine: 'amd64', accepts: ['show version']});
    const files = {
      'https://downloads.example.com/plain/1.2/plain-x64': own('plain'),
      'https://downloads.example.com/packed-1.2-amd64.zip': zip([
        {path: 'packed-1.2/bin-amd64/packed', content: own('packed')},
      ]),
    };
    const common = {version: '1.2', versionArgs: 'show version'};
    const customTools: PartialAnswers['customTools'] = [
      {
        ...common,
        name: 'plain',
        url: 'https://downloads.example.com/plain/{version}/plain-{arch}',
        arch: {amd64: 'x64'},
      },
      {
        ...common,
        name: 'packed',
        url: 'https://downloads.example.com/packed-{version}-{arch}.zip',
        archive: 'zip',
        member: 'packed-{version}/bin-{arch}/packed',
      },
    ];
    await build({answers: completeAnswers({customTools}), files});
  });

  it('behind mirrors: no other host is ever contacted', async () =>
    build({answers: EVERYTHING_MIRRORED, ...MIRRORS, authority: workshop.corporate}, (_, {hosts}) =>
      assert.deepEqual([...hosts], ['artifacts.example.com']),
    ));

  it('certificates are loaded before the first download', async () => {
    const answers = completeAnswers({features: ['kubernetes', 'git'], dockerfile: {caDirectory: 'pki'}});
    await build({answers, certificates: 'pki', authority: workshop.corporate}, ({root}) => {
      assert.equal(readFileSync(join(root, JAVA_STORE), 'utf8'), workshop.corporate.ca);
      assert.deepEqual(listing(root).get(JAVA_STORE), {
        owner: '1001:0',
        mode: 0o664,
        size: workshop.corporate.ca.length,
      });
    });
  });

  for (const args of [['--format', 'docker'], ['--layers']]) {
    it(`with buildah bud ${args.join(' ')}`, async () => build({answers: presetAnswers('kubernetes'), args}));
  }

  it('leaves nothing mounted', async () => {
    const mounts = readFileSync('/proc/self/mounts', 'utf8');
    assert.ok(
      !mounts.includes(workshop.buildah.directory),
      readdirSync(workshop.buildah.directory).join(' '),
    );
  });
});
