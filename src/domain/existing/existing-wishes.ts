import type {Answers, Secrets} from '../answers.ts';
import {sameJson} from '../deploy/json.ts';
import {runningImage} from '../image-ref.ts';
import {isPlainObject} from '../merge.ts';
import {defined} from '../patch/defined.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {valueAt} from '../value-at.ts';
import type {FilledFile} from './fill-answers.ts';

/**
 * What the answers ask of a file: what differs from how it filled them. Account and manager fill gaps alone, the
 * token goes into places that wait for it.
 */
export function existingWishes(
  {file, filled, fixes}: FilledFile,
  {answers, secrets}: {readonly answers: Answers; readonly secrets: Secrets},
): PatchWishes {
  const {delegate, cluster, image} = answers;
  const changed = <T>(path: string, value: T): T | undefined =>
    sameJson(value, valueAt(filled, path.split('.'))) ? undefined : value;
  const isScaled = valueAt(filled, ['delegate', 'autoscaling', 'enabled']) === true;
  return defined({
    image: hasOtherImage({file, filled}, answers) ? runningImage(answers) : undefined,
    pullSecret: changed('image.pullSecret', image.pullSecret),
    clusterType: cluster.type,
    securityContext: changed('delegate.securityContext', delegate.securityContext),
    replicas: isScaled
      ? changed('delegate.autoscaling.min', delegate.autoscaling.min)
      : changed('delegate.replicas', delegate.replicas),
    cpu: changed('delegate.cpu', delegate.cpu),
    memory: changed('delegate.memory', delegate.memory),
    accountId: delegate.accountId,
    managerUrl: delegate.managerUrl,
    ...fixes,
    ...tokenWishes(file, {answers, secrets}),
  });
}

/** An image that our answers cannot write is asked for anew, and one that they can stays as it is written. */
function hasOtherImage({file, filled}: Pick<FilledFile, 'file' | 'filled'>, {image}: Answers): boolean {
  const {repository, tag} = file.given.image ?? {};
  return repository === undefined || tag === undefined || !sameJson(place(image), place(filled.image));
}

const place = (image: unknown): unknown =>
  isPlainObject(image)
    ? Object.fromEntries(
        Object.entries(image).filter(([key, value]) => key !== 'pullSecret' && value !== undefined),
      )
    : {};

function tokenWishes(
  {waitsForToken}: FilledFile['file'],
  {answers, secrets}: {readonly answers: Answers; readonly secrets: Secrets},
): PatchWishes {
  const {from, secretName} = answers.delegate.token;
  if (!waitsForToken) return {};
  if (from === 'secret') return secretName === undefined ? {} : {tokenSecret: secretName};
  return from === 'file' && secrets.delegateToken !== undefined ? {token: secrets.delegateToken} : {};
}
