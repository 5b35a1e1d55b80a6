import type {Answers} from '../answers.ts';
import {IMAGE_STAND_INS, registryRow} from '../catalogue/registries.ts';
import {imageName, imageTag, registryHost} from '../image-ref.ts';

/** Where the image goes, in the words of the steps. */
export interface ImageTarget {
  /** Empty for Docker Hub. */
  readonly host: string;
  /** Host, project and repository, without the tag. */
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  readonly account: string;
  readonly region: string;
  readonly project: string;
}

/**
 * Answers -> target of the push. What a registry needs and nobody answered yet is a stand-in in capitals,
 * for previews; `buildProblems` reports it as missing.
 */
export function imageTarget(answers: Pick<Answers, 'image' | 'base'>): ImageTarget {
  const {image} = answers;
  const account = image.account ?? IMAGE_STAND_INS.account;
  const region = image.region ?? IMAGE_STAND_INS.region;
  const project = image.project ?? IMAGE_STAND_INS.project;
  const host = image.host ?? registryRow(image.registry).host?.example;
  const filled = {image: {...image, account, region, project, ...(host === undefined ? {} : {host})}};
  return {
    host: registryHost(filled),
    name: imageName(filled),
    repository: image.repository,
    tag: imageTag(answers),
    account,
    region,
    project,
  };
}
