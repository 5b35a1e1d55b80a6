import type {Answers} from './answers.ts';

type ImageAnswers = Pick<Answers, 'image' | 'base'>;

/** Tag of the custom image: the one given, or the base version with `-1`. */
export const imageTag = ({image, base}: ImageAnswers): string => image.tag ?? `${base.version}-1`;

/**
 * Host that the image is pushed to, as docker writes it: empty for Docker Hub.
 * ECR's host follows from account and region.
 */
export function registryHost({image}: Pick<Answers, 'image'>): string {
  switch (image.registry) {
    case 'docker-hub':
      return '';
    case 'ecr':
      // Words in capitals stand in for what a preview does not know yet; files are never written with them.
      return `${image.account ?? 'ACCOUNT'}.dkr.ecr.${image.region ?? 'REGION'}.amazonaws.com`;
    case 'gcr':
      return image.host ?? 'gcr.io';
    case 'acr':
    case 'gar':
    case 'other':
      return image.host ?? 'HOST';
  }
}

/** Host and repository without the tag: what a manifest, a push or a pull names. */
export function imageName(answers: Pick<Answers, 'image'>): string {
  const {image} = answers;
  const project =
    image.registry === 'gar' || image.registry === 'gcr' ? (image.project ?? 'PROJECT') : undefined;
  return [registryHost(answers), project, image.repository].filter(Boolean).join('/');
}

/** `acme/custom-delegate:26.08.89806-1`, `eu-docker.pkg.dev/project/repo/delegate:1`. */
export const imageRef = (answers: ImageAnswers): string => `${imageName(answers)}:${imageTag(answers)}`;

/**
 * What the delegate runs: the tag, and behind it the digest where one is pinned, which is what counts then.
 * Source: Kubernetes documentation, Images.
 */
export function runningImage(answers: ImageAnswers): string {
  const {digest} = answers.image;
  return digest === undefined ? imageRef(answers) : `${imageRef(answers)}@${digest}`;
}
