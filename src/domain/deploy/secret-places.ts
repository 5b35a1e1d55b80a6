import {isReference, replaceAddressPasswords} from '../address-passwords.ts';
import {isSecretName} from '../secret-name.ts';
import {isObject, textAt, type JsonObject} from './json.ts';

/** One secret in an object of a cluster. */
export interface SecretPlace {
  /** The same for the same place in two states of an object, wherever it stands in its list. */
  readonly id: string;
  readonly value: unknown;
  /**
   * `secret`: in a Secret. `encoded`: there, in base64. `named`: a variable or key that is named like one.
   * `address`: the password in an address.
   */
  readonly in: 'secret' | 'encoded' | 'named' | 'address';
}

/** What stands in the place of a secret. */
type Change = (place: SecretPlace) => unknown;

const SECRET_PARTS: Readonly<Record<string, SecretPlace['in']>> = {data: 'encoded', stringData: 'secret'};
const NAMED_PARTS = ['data', 'stringData'];

/** An object with every secret in it replaced by what `change` gives for it. */
export function changeSecrets(object: JsonObject, change: Change): JsonObject {
  const kind = textAt(object, 'kind');
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const secret = kind === 'Secret' ? SECRET_PARTS[key] : undefined;
      if (isObject(value) && (secret !== undefined || (kind === 'ConfigMap' && NAMED_PARTS.includes(key))))
        return [key, partOf(value, {key, ...(secret === undefined ? {} : {secret})}, change)];
      return [key, walked(value, [key], change)];
    }),
  );
}

/** Every secret in an object. */
export function secretPlaces(object: JsonObject): SecretPlace[] {
  const places: SecretPlace[] = [];
  changeSecrets(object, (place) => {
    places.push(place);
    return place.value;
  });
  return places;
}

/** Keys and values of a Secret or a ConfigMap. */
function partOf(
  part: JsonObject,
  {key, secret}: {readonly key: string; readonly secret?: SecretPlace['in']},
  change: Change,
): JsonObject {
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => {
      if (secret !== undefined) return [name, change({id: idOf([key, name]), value, in: secret})];
      return [
        name,
        isSecretName(name) ? named(value, [key, name], change) : walked(value, [key, name], change),
      ];
    }),
  );
}

const idOf = (path: readonly string[]): string => JSON.stringify(path);

function named(value: unknown, path: readonly string[], change: Change): unknown {
  if (typeof value !== 'string' || value === '' || isReference(value)) return value;
  return change({id: idOf(path), value, in: 'named'});
}

function walked(node: unknown, path: readonly string[], change: Change): unknown {
  if (typeof node === 'string') return withoutPasswords(node, path, change);
  if (Array.isArray(node)) return node.map((item, index) => walkedItem(item, index, {path, change}));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, walked(value, [...path, key], change)]),
  );
}

/** One of a list; it goes by its name, where it has one. */
function walkedItem(
  item: unknown,
  index: number,
  {path, change}: {readonly path: readonly string[]; readonly change: Change},
): unknown {
  const name = textAt(item, 'name');
  const here = [...path, name ?? String(index)];
  if (!isObject(item) || name === undefined || path.at(-1) !== 'env' || !isSecretName(name))
    return walked(item, here, change);
  return Object.hasOwn(item, 'value')
    ? {...item, value: named(item['value'], [...here, 'value'], change)}
    : item;
}

function withoutPasswords(text: string, path: readonly string[], change: Change): string {
  let count = 0;
  return replaceAddressPasswords(text, (password) => {
    count += 1;
    return String(change({id: idOf([...path, `address ${count}`]), value: password, in: 'address'}));
  });
}
