import type {Answers} from '../answers.ts';
import {registryRow} from '../catalogue/registries.ts';

/** Major version of the drone-docker images; they are rebuilt under it. Source: releases of drone-docker. */
const DOCKER_PLUGIN_TAG = '21';

/** Plugin versions 1.0 and 1.1 hold Buildah 1.14 of 2020. Source: releases of drone-buildah. */
export const isOldBuildahPlugin = (tag: string): boolean => /^v?1\.[01](\.|-|$)/.test(tag);

/** Versions 1.2.0 of all images, and all 1.2 of the ECR and GCR images, hold Harness's Buildah with an S3 layer cache. */
export const hasS3Cache = (image: string): boolean =>
  /^plugins\/buildah-(ecr|gcr):/.test(image)
    ? !isOldBuildahPlugin(tagOf(image))
    : /^v?1\.2\.0(-|$)/.test(tagOf(image));

const tagOf = (image: string): string => image.slice(image.lastIndexOf(':') + 1);

/** Image and tag of the Plugin step. */
export function pluginImage(
  builder: 'buildah' | 'docker',
  {image, build}: Pick<Answers, 'image' | 'build'>,
): string {
  const row = registryRow(image.registry);
  if (builder === 'docker') return `${row.images.docker}:${DOCKER_PLUGIN_TAG}`;
  const old = isOldBuildahPlugin(build.buildahVersion) ? row.buildahImageBefore12 : undefined;
  return `${old ?? row.images.buildah}:${build.buildahVersion}`;
}
