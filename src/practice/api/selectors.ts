import {textAt, valueAt, type KubeObject} from '../objects.ts';
import {badRequest} from './api-error.ts';

export type Matcher = (object: KubeObject) => boolean;

/** Splits at commas that are not inside brackets. */
const terms = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '');

function labelTerm(term: string): (labels: Readonly<Record<string, string>>) => boolean {
  const among = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term);
  if (among) {
    const [, key = '', operator, list = ''] = among;
    const values = list.split(',').map((value) => value.trim());
    return (labels) => {
      const has = labels[key] !== undefined && values.includes(labels[key]);
      return operator === 'in' ? has : !has;
    };
  }
  const compared = /^([^!=]+?)\s*(==|=|!=)\s*(.*)$/.exec(term);
  if (compared) {
    const [, key = '', operator, value] = compared;
    return (labels) => (operator === '!=' ? labels[key] !== value : labels[key] === value);
  }
  if (/^!\S+$/.test(term)) return (labels) => labels[term.slice(1)] === undefined;
  if (/^[\w./-]+$/.test(term)) return (labels) => labels[term] !== undefined;
  throw badRequest(`unable to parse requirement: found '${term}'`);
}

/** A label selector such as `a=b,c!=d,e in (f,g),h,!i`. */
export function labelMatcher(selector: string): Matcher {
  const tests = terms(selector).map(labelTerm);
  return ({metadata}) => tests.every((test) => test(metadata.labels ?? {}));
}

/** Fields that may be selected by, for every kind and by kind. Source: Kubernetes docs, "Field Selectors". */
const EVERYWHERE = ['metadata.name', 'metadata.namespace'];
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  replicasets: ['status.replicas'],
  nodes: ['spec.unschedulable'],
};

/** A field selector such as `metadata.name=x,type!=Normal`; throws an ApiError for fields that are not selectable. */
export function fieldMatcher(selector: string, plural: string): Matcher {
  const tests = terms(selector).map((term): Matcher => {
    const [, field = '', operator, value = ''] = /^([^!=]+)(==|=|!=)(.*)$/.exec(term) ?? [];
    if (![...EVERYWHERE, ...(BY_KIND[plural] ?? [])].includes(field))
      throw badRequest(`field label not supported: ${field === '' ? term : field}`);
    return (object) => {
      const found =
        field === 'source' ? textAt(object, 'source', 'component') : valueAt(object, ...field.split('.'));
      const text =
        typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
          ? String(found)
          : '';
      return (text === value) === (operator !== '!=');
    };
  });
  return (object) => tests.every((test) => test(object));
}

/** Both selectors of a request. */
export function matcherOf(query: URLSearchParams, plural: string): Matcher {
  const labels = labelMatcher(query.get('labelSelector') ?? '');
  const fields = fieldMatcher(query.get('fieldSelector') ?? '', plural);
  return (object) => labels(object) && fields(object);
}

/** True when labels fit a LabelSelector's matchLabels. */
export const fitsLabels = (
  wanted: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>> = {},
): boolean => Object.entries(wanted).every(([name, value]) => labels[name] === value);
