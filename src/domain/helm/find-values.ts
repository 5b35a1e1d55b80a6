import {isPlainObject} from '../merge.ts';
import {readYaml} from '../yaml-edit/read-yaml.ts';

/** Values of the chart in a file. */
export interface FoundValues {
  /** Key of the subchart that they are for; none when they are the whole file. */
  readonly under?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Line of a value, from 1; of the last key on the way that is there. */
  readonly lineOf: (path: readonly string[]) => number;
}

/** Keys that only Harness's delegate chart has. Source: harness/delegate-helm-chart, values.yaml. */
const OWN_KEYS: readonly string[] = [
  'delegateName',
  'delegateToken',
  'existingDelegateToken',
  'delegateDockerImage',
  'managerEndpoint',
  'k8sPermissionsType',
  'custom_envs',
  'delegateCustomCa',
];
/** Keys that it has too, as many charts do. */
const SHARED_KEYS: readonly string[] = ['accountId', 'upgrader', 'image', 'replicas', 'tags', 'javaOpts'];

/** An installed delegate needs several of them; one alone may stand anywhere. */
const isValues = (value: unknown): value is Record<string, unknown> => {
  if (!isPlainObject(value) || Object.hasOwn(value, 'kind')) return false;
  const has = (key: string) => Object.hasOwn(value, key);
  const own = OWN_KEYS.filter(has).length;
  return own >= 2 || (own === 1 && SHARED_KEYS.some(has));
};

/**
 * Values of Harness's delegate chart in a YAML text: the whole text, or what stands under the keys of
 * subcharts. None for what is not one YAML document. Never throws.
 */
export function findValues(text: string): FoundValues[] {
  const {documents, faults} = readYaml(text);
  const [document] = documents;
  if (document === undefined || documents.length > 1 || faults.length > 0) return [];
  const {value} = document;
  if (isValues(value)) return [{values: value, lineOf: document.lineOf}];
  if (!isPlainObject(value) || Object.hasOwn(value, 'kind')) return [];
  return Object.entries(value).flatMap(([under, values]) =>
    isValues(values) ? [{under, values, lineOf: (path) => document.lineOf([under, ...path])}] : [],
  );
}

/** True for a values file of Harness's delegate chart, also of a chart that has it as a subchart. Never throws. */
export const looksLikeHelmValues = (text: string): boolean => findValues(text).length > 0;
