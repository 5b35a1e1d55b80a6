import {isObject, listAt, textAt, type JsonObject} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import type {YamlPath} from '../yaml-edit/edit-types.ts';
import {readYaml, type ReadDocument, type YamlFault} from '../yaml-edit/read-yaml.ts';

/** One Kubernetes object of a file, and where it stands. */
export interface SourceObject {
  readonly document: number;
  /** Where it begins in its document: empty, or an item of a List. */
  readonly path: YamlPath;
  readonly value: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  /** Safe to print. */
  readonly name: string;
  /** Empty when the object names none. */
  readonly namespace: string;
}

/** A file taken apart. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly objects: readonly SourceObject[];
  /** Values of documents that are no objects. */
  readonly others: readonly unknown[];
  readonly faults: readonly YamlFault[];
  /** Line of a part of an object, from 1. */
  readonly lineOf: (object: Pick<SourceObject, 'document' | 'path'>, path?: YamlPath) => number;
  readonly documents: readonly ReadDocument[];
}

/** Reads a multi-document file; members of lists stand for themselves. Never throws. */
export function readSource({text, file}: {readonly text: string; readonly file: string}): Source {
  const {documents, faults} = readYaml(text);
  const parts = documents.flatMap(({index, value}) => unfolded(value, index, []));
  const objects = parts.flatMap(({document, path, value}) => {
    const [apiVersion, kind] = [textAt(value, 'apiVersion'), textAt(value, 'kind')];
    if (!isObject(value) || !apiVersion || !kind) return [];
    return [
      {
        document,
        path,
        value,
        apiVersion,
        kind,
        name: named(value, 'name'),
        namespace: named(value, 'namespace'),
      },
    ];
  });
  const isKnown = (value: unknown) => objects.some((object) => object.value === value);
  return {
    file,
    text,
    objects,
    others: parts.map(({value}) => value).filter((value) => value !== null && !isKnown(value)),
    faults,
    documents,
    lineOf: (object, path = []) =>
      documents.find(({index}) => index === object.document)?.lineOf([...object.path, ...path]) ?? 1,
  };
}

interface Part {
  readonly document: number;
  readonly path: YamlPath;
  readonly value: unknown;
}

/** `kind: List`, and lists of one kind such as `RoleBindingList`, stand for their items. */
function unfolded(value: unknown, document: number, path: YamlPath): Part[] {
  const isList =
    (textAt(value, 'kind') ?? '').endsWith('List') && Array.isArray((value as JsonObject)['items']);
  if (!isList) return [{document, path, value}];
  return listAt(value, 'items').flatMap((item, index) => unfolded(item, document, [...path, 'items', index]));
}

const named = (value: unknown, key: string): string =>
  sanitiseLine(textAt(value, 'metadata', key) ?? '', {maxLength: 253});
