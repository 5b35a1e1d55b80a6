import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import {FEATURES} from '../../src/domain/choices.ts';
import {resolveTools} from '../../src/domain/tools.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {JAVA_STORE} from '../helpers/stand-in-base.ts';
import {zip} from '../helpers/stand-in/archives.ts';
import {MIRRORS, presetAnswers, useBuilding} from '../helpers/stand-in/building.ts';
import {needsBuildah} from '../helpers/stand-in/needs-buildah.ts';
import {program} from '../helpers/stand-in/published.ts';
import {listing} from '../helpers/stand-in/workshop.ts';

const AIR_GAPPED = presetAnswers('air-gapped');
/** The preset, and every way of installing that must go through the mirror too. */
const EVERYTHING_MIRRORED: Answers = {
  ...AIR_GAPPED,
  features: [
    'kubernetes',
    'helm',
    'kustomize',
    'terraform',
    'aws',
    'gcp',
    'azure',
    'ansible',
    'powershell',
    'tanzu',
  ],
  tools: ['yq'],
};

describe('generated Dockerfiles build', needsBuildah(), () => {
  const {workshop, build} = useBuilding();

  it('the tools that no preset has', async () => {
    const used = new Set(resolveTools(presetAnswers('everything')).map(({name}) => name));
    const rest = TOOLS.map(({name}) => name).filter((name) => !used.has(name));
    await build({answers: completeAnswers({tools: rest})});
  });

  it('every feature, and every version that Harness publishes, from Harness', async () => {
    const tools = TOOLS.flatMap(({name, install}) => {
      const versions = install.kind === 'download' ? install.harness?.versions : undefined;
      return (versions ?? []).map((version) => `${name}@${version}`);
    });
    const answers = completeAnswers({features: [...FEATURES], tools, dockerfile: {source: 'harness'}});
    await build({answers}, (_, {asked}) => {
      assert.deepEqual(
        asked.filter((url) => /dl\.k8s\.io|get\.helm\.sh|mirror\.openshift\.com/.test(url)),
        [],
      );
    });
  });

  it('three helms side by side', async () =>
    build(
      {answers: completeAnswers({tools: ['helm@2.17.0', 'helm@3.8.0', 'helm@3.15.4']})},
      async (image) => {
        const script =
          'helm version; helm-3.8.0 version; helm-2.17.0 version -c; "$HELM3_PATH" version; "$HELM_PATH" version -c';
        const {printed} = await image.run('1001', script);
        assert.deepEqual(
          printed.trim().split('\n'),
          ['3.15.4', '3.8.0', '2.17.0', '3.15.4', '2.17.0'].map((version) => `helm ${version} amd64`),
        );
      },
    ));

  it('an older helm as the default one', async () => {
    const tools: PartialAnswers['tools'] = ['helm@3.15.4', {name: 'helm', version: '3.8.0', default: true}];
    await build({answers: completeAnswers({tools})}, async (image) => {
      const {printed} = await image.run('1001', 'helm version; helm-3.15.4 version');
      assert.equal(printed, 'helm 3.8.0 amd64\nhelm 3.15.4 amd64\n');
    });
  });

  it('a tool that another tool’s installer brings', async () =>
    build({answers: completeAnswers({tools: ['gke-gcloud-auth-plugin']})}));

  it('unzip stays when it was chosen', async () =>
    build({answers: completeAnswers({tools: ['unzip', 'terraform']})}));

  it('no tools at all', async () => {
    const answers = completeAnswers({dockerfile: {labels: {team: String.raw`a "b" $c \d`}}});
    await build({answers}, ({config}) => assert.equal(config.Labels?.['team'], String.raw`a "b" $c \d`));
  });

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
    build({answers: EVERYTHING_MIRRORED, ...MIRRORS, authority: workshop().corporate}, (_, {hosts}) =>
      assert.deepEqual([...hosts], ['artifacts.example.com']),
    ));

  it('certificates are loaded before the first download', async () => {
    const answers = completeAnswers({features: ['kubernetes', 'git'], dockerfile: {caDirectory: 'pki'}});
    const {corporate} = workshop();
    await build({answers, certificates: 'pki', authority: corporate}, ({root}) => {
      assert.equal(readFileSync(join(root, JAVA_STORE), 'utf8'), corporate.ca);
      const size = corporate.ca.length;
      assert.deepEqual(listing(root).get(JAVA_STORE), {owner: '1001:0', mode: 0o664, size});
    });
  });
});
