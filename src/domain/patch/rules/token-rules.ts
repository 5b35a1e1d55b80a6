import {at, listAt, textAt} from '../../deploy/json.ts';
import {inspectToken, TOKEN_KEY} from '../../token.ts';
import type {YamlEdit} from '../../yaml-edit/edit-types.ts';
import type {PlannedEdit} from '../patch-types.ts';
import {changeOf, hiddenValue, shownValue, target, type PatchRule, type Scene} from '../scene.ts';
import {
  isTokenGap,
  tokenPlaces,
  tokenReaders,
  variableIndex,
  type TokenPlace,
  type TokenReader,
} from '../token-places.ts';

/**
 * What belongs into a place. In `data` the API server decodes: a token that Harness shows is base64 already and goes in
 * as it is, as Harness Manager does it; any other is encoded. The delegate takes both forms.
 */
function tokenText(token: string, {part}: TokenPlace): string {
  const {kind, value} = inspectToken(token);
  return part === 'data' && kind !== 'encoded' && kind !== 'twice-encoded' ? btoa(value) : value;
}

const samePlace = (left: TokenPlace, right: TokenPlace): boolean =>
  left.object === right.object && left.path.join() === right.path.join();

/** Fills every place of the file that waits for the token. A token that is there stays. */
export const tokenRule: PatchRule = (scene) => {
  const {token} = scene.wishes;
  if (token === undefined) return [];
  const places = tokenReaders(scene).flatMap((reader) => tokenPlaces(scene, reader));
  const once = places.filter(
    (place, index) => places.findIndex((other) => samePlace(place, other)) === index,
  );
  return once.filter(isTokenGap).map((place) =>
    changeOf(scene, {
      code: 'token',
      object: place.object,
      path: place.path,
      edits: [{...target(place.object, place.path), kind: 'set', value: tokenText(token, place)}],
      // What waits for a token is no secret.
      from: shownValue(place.value),
      to: '***',
      why:
        place.part === 'data'
          ? 'The token, in base64 as data wants it.'
          : 'The token, which the delegate registers with.',
    }),
  );
};

/** Lets the delegate and its upgrader read an existing Secret, where that was asked for. */
export const tokenSecretRule: PatchRule = (scene) => {
  const {tokenSecret} = scene.wishes;
  if (tokenSecret === undefined) return [];
  const readers = tokenReaders(scene);
  const changes = readers.flatMap((reader) => referenceChange(scene, reader, tokenSecret));
  const left = readers
    .flatMap((reader) => tokenPlaces(scene, reader))
    .filter((place) => place.part === 'data' && place.object.name !== tokenSecret)
    .flatMap((place) => emptied(scene, place));
  return [...changes, ...left];
};

function referenceChange(scene: Scene, reader: TokenReader, secret: string): PlannedEdit[] {
  const {object, container, containerPath, variable} = reader;
  const index = variableIndex(reader);
  const entry = listAt(container, 'env')[index];
  const reference = {name: secret, key: TOKEN_KEY};
  const old = at(entry, 'valueFrom', 'secretKeyRef');
  if (textAt(old, 'name') === secret && textAt(old, 'key') === TOKEN_KEY) return [];
  const position = index === -1 ? listAt(container, 'env').length : index;
  const path = [...containerPath, 'env', position];
  const place = (...more: readonly string[]) => target(object, [...path, ...more]);
  const edits: YamlEdit[] =
    entry === undefined
      ? [
          at(container, 'env') === undefined
            ? {
                ...target(object, [...containerPath, 'env']),
                kind: 'insert',
                value: [{name: variable, valueFrom: {secretKeyRef: reference}}],
              }
            : {...place(), kind: 'insert', value: {name: variable, valueFrom: {secretKeyRef: reference}}},
          ...withoutSource(scene, reader),
        ]
      : old === undefined
        ? [
            {...place('valueFrom'), kind: 'insert', value: {secretKeyRef: reference}},
            {...place('value'), kind: 'remove'},
          ]
        : [
            {...place('valueFrom', 'secretKeyRef', 'name'), kind: 'set', value: secret},
            {...place('valueFrom', 'secretKeyRef', 'key'), kind: 'set', value: TOKEN_KEY},
          ];
  return [
    changeOf(scene, {
      code: 'token-secret',
      object,
      path,
      edits,
      from: entry === undefined ? 'envFrom' : hiddenValue(textAt(old, 'name') ?? at(entry, 'value')),
      to: `Secret ${secret}, key ${TOKEN_KEY}`,
      why: 'The token comes from a Secret that is in the cluster already.',
    }),
  ];
}

/** The Secret of the token is read by name no more; other sources of variables stay. */
function withoutSource(scene: Scene, reader: TokenReader): YamlEdit[] {
  const secrets = tokenPlaces(scene, reader).map(({object}) => object.name);
  const sources = listAt(reader.container, 'envFrom');
  const path = [...reader.containerPath, 'envFrom'];
  const position = sources.findIndex((each) => secrets.includes(textAt(each, 'secretRef', 'name') ?? ''));
  if (position === -1) return [];
  const whole = sources.length === 1;
  return [{...target(reader.object, whole ? path : [...path, position]), kind: 'remove'}];
}

/** A placeholder in `data` that nothing reads would still be refused by the API server. */
function emptied(scene: Scene, place: TokenPlace): PlannedEdit[] {
  if (!isTokenGap(place) || place.value === '' || place.value === undefined || place.value === null)
    return [];
  return [
    changeOf(scene, {
      code: 'token-secret',
      object: place.object,
      path: place.path,
      edits: [{...target(place.object, place.path), kind: 'set', value: ''}],
      from: hiddenValue(place.value),
      to: '(empty)',
      why: 'Nothing reads it any more, and the API server refuses a placeholder in data.',
    }),
  ];
}
