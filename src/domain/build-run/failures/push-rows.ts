import {hostOfReference} from '../login-command.ts';
import {nameOf} from '../read-digest.ts';
import type {ExplainContext, ExplanationRow} from '../explain.ts';

const target = ({reference}: ExplainContext): string => reference ?? 'the image';
const ECR = /\.dkr\.ecr\S*\.([a-z0-9-]+)\.amazonaws\.com/;

/** How the repository is made, where the registry does not make it by itself. */
function makeRepository(reference: string): string {
  const host = hostOfReference(reference);
  const path = nameOf(reference).slice(host.length + 1);
  const region = ECR.exec(host)?.[1];
  if (region !== undefined)
    return `Make it first: aws ecr create-repository --region ${region} --repository-name ${path}`;
  const [project = '', repository = ''] = path.split('/');
  if (host.endsWith('-docker.pkg.dev')) {
    const location = host.slice(0, -'-docker.pkg.dev'.length);
    return `Make it first: gcloud artifacts repositories create ${repository} --project ${project} --location ${location} --repository-format docker`;
  }
  return 'Make it in the registry first, or correct --image-repository.';
}

/** Failures of a push. */
export const PUSH_ROWS: readonly ExplanationRow[] = [
  {
    code: 'push-immutable',
    when: /tag is immutable|ImageTagAlreadyExists|cannot be overwritten because the (?:repository|tag) is immutable|immutable tag/i,
    say: (_, context) => ({
      cause: `${target(context)} is in the registry already, and the registry does not let a tag be moved.`,
      next: ['Build with another tag (--image-tag) and push that.'],
    }),
  },
  {
    code: 'push-no-repository',
    when: /name unknown|NAME_UNKNOWN|repository [^\n]{0,200}(?:does not exist in the registry|not found)|RepositoryNotFoundException/i,
    say: (_, context) => ({
      cause: `The registry has no repository for ${target(context)}.`,
      next: [makeRepository(context.reference ?? '')],
    }),
  },
  {
    code: 'push-quota',
    when: /quota[^\n]{0,60}exceeded|exceeded[^\n]{0,60}quota|insufficient storage/i,
    say: (_, context) => ({
      cause: `The registry has no room left for ${target(context)}: its quota is used up.`,
      next: ['Delete old images there, or have the quota raised.'],
    }),
  },
  {
    code: 'push-too-large',
    when: /413 Request Entity Too Large|request entity too large/i,
    say: () => ({
      cause: 'A proxy in front of the registry refuses layers of this size.',
      next: ['Raise its limit (nginx: client_max_body_size 0).'],
    }),
  },
  {
    code: 'push-not-logged-in',
    when: /no basic auth credentials|authentication required|unauthorized|401 Unauthorized|not logged in|authorization token has expired|Unauthenticated request|invalid username\/password/i,
    say: (_, context) => ({
      cause: `${context.builder} is not logged in to ${hostOfReference(context.reference ?? '')}, or its login has expired.`,
      next: [`Log in, and push again: ${context.login ?? `${context.program} login`}`],
    }),
  },
  {
    code: 'push-denied',
    when: /\bdenied\b|403 Forbidden|insufficient_scope|access to the resource/i,
    say: (_, context) => ({
      cause: `You may not push to ${nameOf(target(context))}.`,
      next: [
        `Ask for the right to push there, or log in as somebody who may: ${context.login ?? `${context.program} login`}`,
        'With Docker Hub, check that the repository lies in your own namespace or your organization’s.',
      ],
    }),
  },
];
