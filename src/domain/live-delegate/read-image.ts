import {at, isObject, listAt, objectAt, textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import {shownText, shownTime} from './shown-text.ts';
import type {LiveImage} from './types.ts';

/** Repository of an image that Harness publishes, on whatever registry or mirror. Source: Harness docs, delegate image types. */
const HARNESS_REPOSITORY = /(?:^|\/)(?:harness|harnesssecure)\/delegate$/;
const VERSION = /^(\d{2}\.(?:0[1-9]|1[0-2])\.\d{5})(?:\.minimal)?(?:-fips)?(?:-ubi9)?(?:-beta)?$/;
const VERSION_IN_FRONT = /^(\d{2}\.(?:0[1-9]|1[0-2])\.\d{5})(?!\d)/;

interface ImageParts {
  readonly repository: string;
  readonly tag: string;
}

/** `registry:5000/acme/delegate:1@sha256:…` -> repository and tag; the tag is empty when there is none. */
function partsOf(ref: string): ImageParts {
  const [name = ''] = ref.split('@');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? {repository: name.slice(0, colon), tag: name.slice(colon + 1)}
    : {repository: name, tag: ''};
}

export const isHarnessImage = (ref: string): boolean => HARNESS_REPOSITORY.test(partsOf(ref).repository);

/** What the image of a container says, and who put it there. */
export function readImage(container: unknown, workload: unknown): LiveImage {
  const ref = textAt(container, 'image') ?? '';
  const byHarness = isHarnessImage(ref);
  const version = (byHarness ? VERSION : VERSION_IN_FRONT).exec(partsOf(ref).tag)?.[1];
  return {
    ref: sanitiseLine(ref, {maxLength: 300}),
    byHarness,
    ...(version === undefined ? {} : byHarness ? {version} : {suggests: version}),
    ...writerOf(workload, textAt(container, 'name') ?? ''),
  };
}

/** Who holds the field of the image, of all managers the one who wrote last. */
function writerOf(workload: unknown, container: string): Pick<LiveImage, 'setBy' | 'setAt'> {
  const writers = listAt(workload, 'metadata', 'managedFields').filter((entry) =>
    holdsImage(entry, container),
  );
  const [newest] = writers.toSorted((a, b) =>
    (shownTime(b, 'time') ?? '').localeCompare(shownTime(a, 'time') ?? ''),
  );
  const setBy = shownText(newest, 'manager');
  const setAt = shownTime(newest, 'time');
  return {...(setBy === undefined ? {} : {setBy}), ...(setAt === undefined ? {} : {setAt})};
}

function holdsImage(entry: unknown, container: string): boolean {
  const fields = objectAt(entry, 'fieldsV1', 'f:spec', 'f:template', 'f:spec', 'f:containers');
  const own = at(fields, `k:{"name":${JSON.stringify(container)}}`);
  return isObject(own) && Object.hasOwn(own, 'f:image');
}
