import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, describe, it} from 'node:test';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {needsBuildah} from '../helpers/stand-in/needs-buildah.ts';
import {published} from '../helpers/stand-in/published.ts';
import {Workshop, type Built, type BuildRequest} from '../helpers/stand-in/workshop.ts';

const KUBECTL = 'https://dl.k8s.io/release/v1.35.3/bin/linux/amd64/kubectl';
const TERRAFORM = 'https://releases.hashicorp.com/terraform/1.13.4';
const POWERSHELL = 'https://github.com/PowerShell/PowerShell/releases/download/v7.5.3';
const YQ = 'https://github.com/mikefarah/yq/releases/download/v4.45.4';
const GO_TEMPLATE =
  'https://app.harness.io/public/shared/tools/go-template/release/v0.4.15/bin/linux/amd64/go-template';

const sha256 = (body: Buffer | string) => createHash('sha256').update(body).digest('hex');
const bytesOf = (url: string) => published(url)?.body ?? assert.fail(`nothing is published at ${url}`);
const NO_SUM = '0'.repeat(64);
const OTHER_SUM = 'ab'.repeat(32);

describe('a build that must fail says why', needsBuildah(), () => {
  let workshop: Workshop;
  before(async () => {
    workshop = new Workshop();
    await workshop.makeBases([completeAnswers().base]);
  });
  after(async () => workshop.remove());

  /** Builds, expects a failure, and every one of these texts in what was printed. */
  async function fails(
    request: Omit<BuildRequest, 'answers'> & {readonly answers: PartialAnswers},
    texts: readonly string[],
  ): Promise<Built> {
    const built = await workshop.build({...request, answers: completeAnswers(request.answers)});
    assert.notEqual(built.code, 0, built.printed);
    for (const text of texts) assert.ok(built.printed.includes(text), `no "${text}" in:\n${built.printed}`);
    return built;
  }

  const published404: readonly (readonly [string, string, string])[] = [
    ['the program', 'kubectl@1.35.3', KUBECTL],
    ['the checksum', 'kubectl@1.35.3', `${KUBECTL}.sha256`],
    ['the list of checksums', 'terraform@1.13.4', `${TERRAFORM}/terraform_1.13.4_SHA256SUMS`],
    ['one behind a redirect', 'yq@4.45.4', `${YQ}/yq_linux_amd64`],
  ];
  for (const [what, tool, url] of published404) {
    it(`${what} is not there`, async () => {
      const {asked} = await fails({answers: {tools: [tool]}, faults: {[url]: 'missing'}}, [
        tool.replace('@', ' '),
        url,
        '404',
      ]);
      assert.equal(asked.filter((other) => other === url).length, 1);
    });
  }

  const wrong: readonly (readonly [string, string, string])[] = [
    ['kubectl@1.35.3', KUBECTL, `${KUBECTL}.sha256`],
    [
      'terraform@1.13.4',
      `${TERRAFORM}/terraform_1.13.4_linux_amd64.zip`,
      `${TERRAFORM}/terraform_1.13.4_SHA256SUMS`,
    ],
    ['yq@4.45.4', `${YQ}/yq_linux_amd64`, `${YQ}/checksums`],
    ['powershell@7.5.3', `${POWERSHELL}/powershell-7.5.3-linux-x64.tar.gz`, `${POWERSHELL}/hashes.sha256`],
  ];
  for (const [tool, url, sums] of wrong) {
    it(`the published checksum of ${tool} is another`, async () => {
      await fails({answers: {tools: [tool]}, faults: {[sums]: 'changed'}}, [
        tool.replace('@', ' '),
        NO_SUM,
        sha256(bytesOf(url)),
      ]);
    });
  }

  it('the program was changed after its checksum was published', async () => {
    const tampered = sha256(Buffer.concat([bytesOf(KUBECTL), Buffer.from('\n')]));
    await fails({answers: {tools: ['kubectl@1.35.3']}, faults: {[KUBECTL]: 'changed'}}, [
      'kubectl 1.35.3',
      tampered,
      sha256(bytesOf(KUBECTL)),
    ]);
  });

  it('a pinned checksum is another', async () => {
    const tools: PartialAnswers['tools'] = [
      {name: 'go-template', version: '0.4.15', sha256: {amd64: OTHER_SUM}},
    ];
    await fails({answers: {tools}}, ['go-template 0.4.15', OTHER_SUM, sha256(bytesOf(GO_TEMPLATE))]);
  });

  it('a pinned checksum beats the published one', async () => {
    const tools: PartialAnswers['tools'] = [
      {name: 'kubectl', version: '1.35.3', sha256: {amd64: OTHER_SUM, arm64: OTHER_SUM}},
    ];
    const {asked} = await fails({answers: {tools}}, ['kubectl 1.35.3', OTHER_SUM, sha256(bytesOf(KUBECTL))]);
    assert.deepEqual(asked, [KUBECTL]);
  });

  it('a checksum is pinned for the other machine only, and none is published', async () => {
    const tools: PartialAnswers['tools'] = [
      {name: 'go-template', version: '0.4.15', sha256: {arm64: OTHER_SUM}},
    ];
    await fails({answers: {tools}}, ['go-template 0.4.15', 'amd64', sha256(bytesOf(GO_TEMPLATE))]);
  });

  it('a checksum of one’s own tool is another', async () => {
    const url = 'https://downloads.example.com/own';
    const customTools: PartialAnswers['customTools'] = [
      {name: 'own', version: '3', url, sha256: {amd64: OTHER_SUM}},
    ];
    await fails({answers: {customTools}, files: {[url]: 'program'}}, ['own 3', OTHER_SUM, sha256('program')]);
  });

  it('the list of checksums does not name the file', async () => {
    const list = `${TERRAFORM}/terraform_1.13.4_SHA256SUMS`;
    const other = `${OTHER_SUM}  terraform_1.13.4_linux_amd64.zip.sig\n${OTHER_SUM}  old_terraform_1.13.4_linux_amd64.zip\n`;
    const {printed} = await fails({answers: {tools: ['terraform@1.13.4']}, files: {[list]: other}}, [
      'terraform 1.13.4',
      sha256(bytesOf(`${TERRAFORM}/terraform_1.13.4_linux_amd64.zip`)),
    ]);
    assert.ok(!printed.includes(`expected sha256 ${OTHER_SUM}`));
  });

  it('the connection ends half way', async () => {
    await fails({answers: {tools: ['kubectl@1.35.3']}, faults: {[KUBECTL]: 'cut'}}, [
      'kubectl 1.35.3',
      KUBECTL,
    ]);
  });

  it('a page came in the place of a program without a checksum: the self-check finds it', async () => {
    await fails(
      {answers: {tools: ['go-template@0.4.15']}, files: {[GO_TEMPLATE]: '<!DOCTYPE html><html></html>\n'}},
      ['go-template 0.4.15 does not run'],
    );
  });

  it('the archive does not hold the program', async () => {
    const customTools: PartialAnswers['customTools'] = [
      {
        name: 'own',
        version: '3',
        url: `${TERRAFORM}/terraform_1.13.4_linux_{arch}.zip`,
        archive: 'zip',
        member: 'bin/own',
      },
    ];
    await fails({answers: {customTools}}, ['own 3', 'bin/own']);
  });

  it('the machine is neither x86_64 nor aarch64', async () => {
    const {asked} = await fails({answers: {features: ['kubernetes']}, machine: 'riscv64'}, [
      'riscv64',
      'x86_64',
      'aarch64',
    ]);
    assert.deepEqual(asked, []);
  });

  it('the package repository does not have the package', async () => {
    const rpmRepoUrl = 'https://artifacts.example.com/rpm/ubi9.repo';
    const empty = {
      [rpmRepoUrl]: '[empty]\nbaseurl=https://artifacts.example.com/empty\n',
      'https://artifacts.example.com/empty/packages.txt': '',
    };
    await fails({answers: {tools: ['git'], dockerfile: {rpmRepoUrl}}, files: empty}, [
      "No package matches 'git'",
    ]);
  });

  it('the server’s certificate is signed by nobody that the image trusts', async () => {
    const {asked} = await fails({answers: {features: ['kubernetes']}, authority: workshop.corporate}, [
      'kubectl 1.35.3',
      KUBECTL,
      'certificate',
    ]);
    assert.deepEqual(asked, []);
  });

  it('the directory of certificates is empty', async () => {
    await fails(
      {
        answers: {features: ['kubernetes'], dockerfile: {caDirectory: 'certs'}},
        certificates: 'certs',
        emptyCertificates: true,
      },
      ['certs holds no certificates'],
    );
  });
});
