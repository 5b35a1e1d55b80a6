import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {DockerfileParser} from 'dockerfile-ast';
import {FEATURES} from '../../src/domain/choices.ts';
import {dockerfile} from '../../src/domain/dockerfile.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {planOfPreset, presetNames} from '../helpers/golden-plans.ts';
import {needs} from '../helpers/needs.ts';

/** The shell texts that a Dockerfile runs, as the builder hands them to sh. */
const runBodies = (text: string): string[] =>
  DockerfileParser.parse(text)
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === 'RUN')
    .map((instruction) => instruction.getRawArgumentsContent() ?? '');

const presetDockerfile = (name: string) =>
  planOfPreset(name).files.find(({role}) => role === 'dockerfile')?.content ?? '';

const SHA = 'a'.repeat(64);
const CASES: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(presetNames().map((name) => [name, () => presetDockerfile(name)])),
  'every feature from Harness where it can be': () =>
    dockerfile(completeAnswers({features: [...FEATURES], dockerfile: {source: 'harness', proxyArgs: true}})),
  'pinned sums, certificates and tools of one’s own': () =>
    dockerfile(
      completeAnswers({
        tools: [
          {name: 'kubectl', version: '1.35.3', sha256: {amd64: SHA, arm64: SHA}},
          {name: 'helm', version: '3.15.4', sha256: {amd64: SHA}},
        ],
        customTools: [
          {
            name: 'plain',
            version: '1',
            url: 'https://downloads.example.com/plain-{version}-{arch}',
            sha256: {amd64: SHA},
          },
          {
            name: 'packed',
            version: '2',
            url: 'https://downloads.example.com/packed-{version}-{arch}.zip',
            archive: 'zip',
            member: 'packed-{version}/bin/packed',
            versionArgs: 'version --client',
          },
        ],
        dockerfile: {caDirectory: 'certs', labels: {team: `it's "$HOME" \`id\` \\`}},
      }),
    ),
};

describe('shellcheck finds nothing in the RUN instructions', needs('shellcheck'), () => {
  const directory = mkdtempSync(join(tmpdir(), 'delegate-tui-shellcheck-'));
  let findings = '';
  const bodies = new Map<string, number>();
  before(() => {
    const files = Object.entries(CASES).flatMap(([name, make], position) =>
      runBodies(make()).map((body, index) => {
        bodies.set(name, index + 1);
        const file = join(directory, `case${position}-${index}.sh`);
        writeFileSync(file, `${body}\n`);
        return file;
      }),
    );
    const {status, stdout, stderr, error} = spawnSync('shellcheck', ['-s', 'sh', '-f', 'gcc', ...files], {
      encoding: 'utf8',
    });
    assert.equal(error, undefined);
    assert.ok(status === 0 || status === 1, stderr);
    findings = stdout;
  });
  after(() => rmSync(directory, {recursive: true, force: true}));

  for (const [position, name] of Object.keys(CASES).entries()) {
    it(name, () => {
      assert.ok((bodies.get(name) ?? 0) > 0, 'no RUN instruction was found');
      const own = findings.split('\n').filter((line) => line.includes(`/case${position}-`));
      assert.deepEqual(own, []);
    });
  }
});
