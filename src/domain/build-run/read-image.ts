import {listAt, parseJson, textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import {archWord} from './read-probe.ts';

/** An image of the builder's storage. */
export interface BuiltImage {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Safe to print. */
  readonly arch?: string;
  /** `name@sha256:…` of what was pushed or pulled. */
  readonly digests: readonly string[];
}

const ID = /^(?:sha256:)?([0-9a-f]{64})$/;
const texts = (list: readonly unknown[]): string[] => list.filter((item) => typeof item === 'string');

/** `image inspect` of docker and podman, `inspect --type image` of buildah; `undefined` for anything else. */
export function readImage(stdout: string): BuiltImage | undefined {
  const parsed = parseJson(stdout);
  const first = Array.isArray(parsed) ? (parsed[0] as unknown) : parsed;
  const id = imageId(textAt(first, 'Id') ?? textAt(first, 'FromImageID') ?? '');
  if (id === undefined) return undefined;
  const arch = textAt(first, 'Architecture') ?? textAt(first, 'OCIv1', 'architecture');
  return {
    id,
    ...(arch === undefined ? {} : {arch: archWord(sanitiseLine(arch, {maxLength: 60}))}),
    digests: texts(listAt(first, 'RepoDigests')),
  };
}

/** An image id with or without `sha256:`, as the file of `--iidfile` holds it. */
export const imageId = (text: string): string | undefined => ID.exec(text.trim())?.[1];

/** Names in a list of one image; `undefined` when it cannot be read, which is not the same as none. */
export function readNames(stdout: string): readonly string[] | undefined {
  const parsed = parseJson(stdout);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : undefined;
  if (first === undefined) return undefined;
  return texts([...listAt(first, 'RepoTags'), ...listAt(first, 'names')]).filter(
    (name) => !name.includes('<none>'),
  );
}

/** Ids and base images of the containers that builds keep. */
export function readContainers(stdout: string): readonly {readonly id: string; readonly image: string}[] {
  const parsed = parseJson(stdout);
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  return list.flatMap((item) => {
    const id = textAt(item, 'id') ?? textAt(item, 'Id');
    const image = textAt(item, 'imagename') ?? textAt(item, 'Image') ?? '';
    return id === undefined || !/^[0-9a-f]{12,64}$/.test(id) ? [] : [{id, image}];
  });
}
