import {at, listAt, objectAt, textAt} from '../deploy/json.ts';
import {isPlaceholder, TOKEN_KEY} from '../token.ts';
import type {YamlPath} from '../yaml-edit/edit-types.ts';
import type {Scene} from './scene.ts';
import type {SourceObject} from './source.ts';
import {JOB_POD} from './upgraders.ts';

/** Key of the token in the Secret of the upgrader. Source: harness/delegate-kubernetes-manifest. */
const UPGRADER_KEY = 'UPGRADER_TOKEN';

/** A container that needs the token, and where it takes it from. */
export interface TokenReader {
  readonly object: SourceObject;
  readonly containerPath: YamlPath;
  readonly container: unknown;
  /** Name of the variable. */
  readonly variable: string;
}

/** Where the file holds a token. */
export interface TokenPlace {
  readonly object: SourceObject;
  readonly path: YamlPath;
  /** Absent where the Secret lacks the key. */
  readonly value?: unknown;
  readonly part: 'data' | 'stringData' | 'env';
}

/** The delegate, then its upgraders. */
export const tokenReaders = ({delegate, upgraders}: Scene): TokenReader[] => [
  {
    object: delegate.object,
    containerPath: delegate.containerPath,
    container: delegate.container,
    variable: TOKEN_KEY,
  },
  ...upgraders.own.flatMap(({object}) =>
    listAt(object.value, ...JOB_POD, 'containers').map((container, index) => ({
      object,
      containerPath: [...JOB_POD, 'containers', index],
      container,
      variable: UPGRADER_KEY,
    })),
  ),
];

/** Position of a variable in the list of a container; -1 where it has none. */
export const variableIndex = ({container, variable}: Pick<TokenReader, 'container' | 'variable'>): number =>
  listAt(container, 'env').findIndex((entry) => textAt(entry, 'name') === variable);

/** The places of the file that a container takes its token from; none for a Secret that is not in the file. */
export function tokenPlaces(scene: Scene, reader: TokenReader): TokenPlace[] {
  const index = variableIndex(reader);
  const entry = listAt(reader.container, 'env')[index];
  if (entry !== undefined) {
    const reference = at(entry, 'valueFrom', 'secretKeyRef');
    if (reference !== undefined)
      return secretPlaces(
        scene,
        reader.object,
        textAt(reference, 'name') ?? '',
        textAt(reference, 'key') ?? '',
      );
    const path = [...reader.containerPath, 'env', index, 'value'];
    return at(entry, 'valueFrom') === undefined
      ? [{object: reader.object, path, value: at(entry, 'value'), part: 'env'}]
      : [];
  }
  const names = listAt(reader.container, 'envFrom').flatMap(
    (source) => textAt(source, 'secretRef', 'name') ?? [],
  );
  const found = names.flatMap((name) => secretPlaces(scene, reader.object, name, reader.variable));
  const holding = found.filter(({value}) => value !== undefined);
  return holding.length > 0 ? holding : found.slice(0, 1);
}

function secretPlaces({source}: Scene, {namespace}: SourceObject, name: string, key: string): TokenPlace[] {
  const secret = source.objects.find(
    (object) => object.kind === 'Secret' && object.name === name && object.namespace === namespace,
  );
  if (secret === undefined || key === '') return [];
  const part = (['stringData', 'data'] as const).find((each) =>
    Object.hasOwn(objectAt(secret.value, each), key),
  );
  const path = [part ?? 'stringData', key];
  return [
    {
      object: secret,
      path,
      part: part ?? 'stringData',
      ...(part === undefined ? {} : {value: at(secret.value, part, key)}),
    },
  ];
}

/** True for a place that waits for the token. */
export function isTokenGap({value, part}: Pick<TokenPlace, 'value' | 'part'>): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'string') return false;
  return isPlaceholder(value) || (part === 'data' && isPlaceholder(decodedText(value)));
}

/** The text itself where it is not base64. */
function decodedText(text: string): string {
  try {
    return atob(text.trim());
  } catch {
    return text;
  }
}
