import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before} from 'node:test';
import type {Answers} from '../../../src/domain/answers.ts';
import {mergeAnswers} from '../../../src/domain/merge.ts';
import {parsePresetText} from '../../../src/domain/preset-text.ts';
import {completeAnswers} from '../arbitrary-answers.ts';
import {PRESET_DIRECTORY} from '../golden-plans.ts';
import {checkConfig, checkFiles, checkTools, type Base} from './image-checks.ts';
import {listing, Workshop, type BuildRequest, type Built, type OpenImage} from './workshop.ts';

/** The answers of a built-in preset, with sample values for what a person adds. */
export function presetAnswers(name: string): Answers {
  const file = join(PRESET_DIRECTORY, `${name}.yaml`);
  const {answers} = parsePresetText({text: readFileSync(file, 'utf8'), file});
  const personal = {image: {account: '123456789012', region: 'eu-central-1'}};
  return completeAnswers(mergeAnswers({preset: answers, flags: personal}));
}

/** What the preset `air-gapped` expects around it. */
export const MIRRORS = {
  mirror: 'https://artifacts.example.com/tools',
  rpmRepo: 'https://artifacts.example.com/rpm/ubi9.repo',
  certificates: 'certs',
};

export interface Building {
  /** Known when the suite's tests run. */
  readonly workshop: () => Workshop;
  /** Builds an image that must build, checks what must hold for every image, then what is special about this one. */
  readonly build: (
    request: BuildRequest,
    special?: (image: OpenImage, built: Built) => void | Promise<void>,
  ) => Promise<void>;
}

/** For a suite: makes a workshop with base images before its tests and removes it after them. */
export function useBuilding(): Building {
  let workshop: Workshop;
  let base: Base;
  before(async () => {
    workshop = new Workshop();
    await workshop.makeBases([completeAnswers().base, presetAnswers('air-gapped').base]);
    const image = await workshop.open('harness/delegate:26.08.89806.minimal');
    base = {config: image.config, files: listing(image.root)};
    await image.close();
  });
  after(async () => {
    await workshop.remove();
    assert.ok(!readFileSync('/proc/self/mounts', 'utf8').includes(workshop.buildah.directory));
  });
  return {
    workshop: () => workshop,
    build: async (request, special = () => {}) => {
      const built = await workshop.build(request);
      assert.deepEqual(built.unexpected, [], built.printed);
      assert.equal(built.code, 0, `${built.output}\n${built.printed}`);
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
    },
  };
}
