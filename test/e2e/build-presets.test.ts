import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {presetNames} from '../helpers/golden-plans.ts';
import {MIRRORS, presetAnswers, useBuilding} from '../helpers/stand-in/building.ts';
import {needsBuildah} from '../helpers/stand-in/needs-buildah.ts';

describe('the Dockerfile of every preset builds', needsBuildah(), () => {
  const {workshop, build} = useBuilding();

  for (const name of presetNames()) {
    it(name, async () => {
      const mirrors = name === 'air-gapped' ? {...MIRRORS, authority: workshop().corporate} : {};
      await build({answers: presetAnswers(name), ...mirrors});
    });
  }

  it('everything on arm64: only files for arm64 are asked for', async () =>
    build({answers: presetAnswers('everything'), machine: 'aarch64'}, (_, {asked}) => {
      for (const url of asked) assert.doesNotMatch(url, /amd64|x86_64|x64/);
      const anyMachine = /pypi\.org|packages\.microsoft\.com|sum|hashes/i;
      const assets = asked.filter((url) => !anyMachine.test(url));
      assert.notEqual(assets.length, 0);
      for (const url of assets) assert.match(url, /arm|aarch64/);
    }));

  for (const args of [['--format', 'docker'], ['--layers']]) {
    it(`kubernetes, with buildah bud ${args.join(' ')}`, async () =>
      build({answers: presetAnswers('kubernetes'), args}));
  }
});
