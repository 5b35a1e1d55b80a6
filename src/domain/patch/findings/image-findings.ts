import {baseAge} from '../../base-image.ts';
import {listAt, textAt} from '../../deploy/json.ts';
import {isHarnessImage, readImage} from '../../live-delegate/read-image.ts';
import {sanitiseLine} from '../../text.ts';
import {isPlaceholder} from '../../token.ts';
import {accountOf, podSpecOf, type Scene} from '../scene.ts';
import type {FindingRow, Looked} from './finding-row.ts';

const imageOf = ({delegate}: Scene): string => textAt(delegate.container, 'image') ?? '';
const at = ({delegate}: Scene, message: string) => [
  {object: delegate.object, path: [...delegate.containerPath, 'image'], message},
];

/** A registry host stands in front when the first part has a dot or a port. Source: distribution reference grammar. */
const hostOf = (image: string): string => {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : '';
};
/** Registries that serve images of Harness to everybody. */
const PUBLIC_IMAGE =
  /^(?:docker\.io|index\.docker\.io|public\.ecr\.aws|us-docker\.pkg\.dev\/gar-prod-setup)(?:\/|$)/;

function age(looked: Looked) {
  const {version, suggests} = readImage(looked.delegate.container, {});
  const found = version ?? suggests;
  if (found === undefined) return [];
  const {state, supportEnds, endOfLife} = baseAge({version: found, today: looked.today});
  const advice = 'build your image on a newer version; delegate-tui latest asks Harness for it';
  if (state === 'current') return [];
  if (state === 'old') return at(looked, `support of ${found} ends on ${supportEnds}; ${advice}`);
  return at(
    looked,
    state === 'unsupported'
      ? `support of ${found} ended on ${supportEnds}, its end of life is ${endOfLife}; ${advice}`
      : `${found} reached its end of life on ${endOfLife}; ${advice}`,
  );
}

function needsLogin(looked: Looked): boolean {
  const image = imageOf(looked);
  if (hostOf(image) === '' || PUBLIC_IMAGE.test(image)) return false;
  const account = looked.source.objects.find(
    ({kind, name, namespace}) =>
      kind === 'ServiceAccount' && name === accountOf(looked) && namespace === looked.delegate.namespace,
  );
  return (
    listAt(podSpecOf(looked), 'imagePullSecrets').length === 0 &&
    listAt(account?.value, 'imagePullSecrets').length === 0
  );
}

/** About the image of the delegate. */
export const IMAGE_FINDINGS: readonly FindingRow[] = [
  {
    code: 'harness-image',
    severity: 'warning',
    find: (looked) =>
      isHarnessImage(imageOf(looked))
        ? at(looked, 'is still the image of Harness, without your tools; name yours with --image')
        : [],
  },
  {
    code: 'image-open',
    severity: 'error',
    find: (looked) =>
      isPlaceholder(imageOf(looked)) ? at(looked, 'names no image yet; name yours with --image') : [],
  },
  {code: 'base-old', severity: 'warning', find: age},
  {
    code: 'pull-secret',
    severity: 'notice',
    find: (looked) =>
      needsLogin(looked)
        ? at(
            looked,
            `has no pull secret; where ${sanitiseLine(hostOf(imageOf(looked)), {maxLength: 120})} asks for a login, add one with --pull-secret NAME`,
          )
        : [],
  },
];
