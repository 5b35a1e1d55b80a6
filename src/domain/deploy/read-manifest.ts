import {parseAllDocuments} from '../bounded-yaml.ts';
import {looksLikeHelmValues} from '../helm/find-values.ts';
import {yamlFaultWords} from '../yaml-fault-words.ts';
import {isDeep, isObject, listAt, textAt, type JsonObject} from './json.ts';
import {wrongName} from './kubernetes-names.ts';
import {objectRef, type ObjectRef} from './object-ref.ts';

/** One object of a manifest, as it will be sent. */
export interface ManifestObject {
  readonly ref: ObjectRef;
  readonly value: JsonObject;
}

export interface ManifestReading {
  readonly objects: readonly ManifestObject[];
  /** What cannot be applied, one sentence each; empty for a good manifest. */
  readonly problems: readonly string[];
}

const MAX_ALIASES = 100;
/** The problem of a file of Helm values: nothing in it is an object; helm makes the objects. */
export const HELM_VALUES = 'These are Helm values, no manifest: run helm upgrade with them instead.';

/**
 * Objects of a Kubernetes manifest in the order in which they stand, members of lists unfolded. YAML is read as
 * version 1.1, as kubectl does. Objects of namespaced kinds without a namespace get the given one. Never throws.
 */
export function readManifest(text: string, namespace: string): ManifestReading {
  const problems: string[] = [];
  const values = documentsOf(text, problems).flatMap(unfolded);
  const isValues = values.length === 1 && looksLikeHelmValues(text);
  const objects = values.flatMap((value, index) => {
    const ref = objectRef(value, namespace);
    if (ref === undefined || !isObject(value)) {
      problems.push(
        isValues
          ? HELM_VALUES
          : `Object ${index + 1} of the manifest needs apiVersion, kind and metadata.name.`,
      );
      return [];
    }
    const wrong = wrongName(value);
    if (wrong !== undefined) {
      problems.push(
        `Object ${index + 1} of the manifest cannot be applied: its ${wrong}, which Kubernetes refuses.`,
      );
      return [];
    }
    return [{ref, value}];
  });
  if (objects.length === 0 && problems.length === 0) problems.push('The manifest holds no object.');
  return {objects, problems};
}

function documentsOf(text: string, problems: string[]): unknown[] {
  const documents = [...parseAllDocuments(text, {version: '1.1', merge: true, logLevel: 'silent'})];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      const line = error.linePos?.[0].line;
      problems.push(
        `The manifest is not valid YAML${line === undefined ? '' : ` in line ${line}`}: ${yamlFaultWords(error)}.`,
      );
      return [];
    }
    try {
      const value: unknown = document.toJS({maxAliasCount: MAX_ALIASES});
      if (isDeep(value)) throw new RangeError('aliases within aliases');
      return value === null || value === undefined ? [] : [value];
    } catch {
      problems.push('The manifest holds too many YAML aliases; write them out.');
      return [];
    }
  });
}

/** `kind: List` stands for its items. */
const unfolded = (value: unknown): readonly unknown[] =>
  textAt(value, 'kind') === 'List' && textAt(value, 'apiVersion') === 'v1' ? listAt(value, 'items') : [value];
