import type {Cluster} from '../cluster.ts';
import type {JsonMap} from '../objects.ts';
import {isMap, listAt, textAt, valueAt} from '../objects.ts';
import {badRequest} from './api-error.ts';
import {mayDo, type Attempt} from './authorize.ts';
import {bodyObject, type Answer, type ApiRequest} from './request.ts';
import {PRACTICE_USER, subjectOf, type Subject} from './subject.ts';

const GROUP = 'authorization.k8s.io';

/** "May I?", "may they?", and the latter inside a namespace. */
export const REVIEWS = [
  {group: GROUP, kind: 'SelfSubjectAccessReview', plural: 'selfsubjectaccessreviews', namespaced: false},
  {group: GROUP, kind: 'SubjectAccessReview', plural: 'subjectaccessreviews', namespaced: false},
  {group: GROUP, kind: 'LocalSubjectAccessReview', plural: 'localsubjectaccessreviews', namespaced: true},
] as const;

type Review = (typeof REVIEWS)[number];
const PATH = /^\/apis\/authorization\.k8s\.io\/v1(?:\/namespaces\/([^/]+))?\/([a-z]+)$/;

/** The kind of review that is asked for, and its namespace; undefined when the path is none. */
function reviewOf({method, path}: ApiRequest): {review: Review; namespace: string} | undefined {
  const [, namespace = '', plural] = (method === 'POST' && PATH.exec(path)) || [];
  const review = REVIEWS.find((one) => one.plural === plural && one.namespaced === (namespace !== ''));
  return review && {review, namespace};
}

function attemptIn(spec: unknown): Attempt {
  const asked = valueAt(spec, 'resourceAttributes');
  const text = (name: string): string => textAt(asked, name);
  return {
    verb: text('verb'),
    group: text('group'),
    resource: text('resource'),
    subresource: text('subresource'),
    namespace: text('namespace'),
    name: text('name'),
  };
}

/** Whom a review is about: who asks (or whom kubectl `--as` plays), or who is named in it. */
function subjectIn(review: Review, spec: unknown, {headers}: ApiRequest): Subject {
  if (review.kind === 'SelfSubjectAccessReview') {
    const groups = (headers['impersonate-group'] ?? '').split(', ').filter((group) => group !== '');
    return subjectOf(headers['impersonate-user'] ?? PRACTICE_USER, groups);
  }
  const user = textAt(spec, 'user');
  const groups = listAt(spec, 'groups').map(String);
  if (user === '' && groups.length === 0)
    throw badRequest(
      `${review.kind}.${GROUP} "" is invalid: spec.user: Invalid value: "": at least one of user or group must be specified`,
    );
  return subjectOf(user, groups);
}

/**
 * Answers an access review; undefined when the request is none. The practice user may do everything that no fault
 * forbids, others what roles and bindings give them. Throws an ApiError for one that cannot be answered.
 */
export function accessReview(
  cluster: Pick<Cluster, 'store'>,
  request: ApiRequest,
  isForbidden: (attempt: Attempt) => boolean,
): Answer | undefined {
  const found = reviewOf(request);
  if (!found) return undefined;
  const {review, namespace} = found;
  const spec = valueAt(bodyObject(request), 'spec');
  const attempt = attemptIn(spec);
  if (review.namespaced && attempt.namespace !== namespace)
    throw badRequest(
      `${review.kind}.${GROUP} "" is invalid: spec.resourceAttributes.namespace: Invalid value: "${attempt.namespace}": must match metadata.namespace`,
    );
  const subject = subjectIn(review, spec, request);
  const isOwn = subject.user === PRACTICE_USER;
  const allowed = mayDo(cluster.store, subject, attempt) && !(isOwn && isForbidden(attempt));
  const reason = isOwn
    ? 'RBAC: allowed by ClusterRoleBinding "practice" of ClusterRole "cluster-admin" to User "practice"'
    : `RBAC: allowed to ${JSON.stringify(subject.user)} by the bindings of this practice cluster`;
  return {
    code: 201,
    body: answerOf(review, isMap(spec) ? spec : {}, {allowed, ...(allowed ? {reason} : {})}),
  };
}

const answerOf = ({kind, group}: Review, spec: JsonMap, status: JsonMap): JsonMap => ({
  kind,
  apiVersion: `${group}/v1`,
  metadata: {},
  spec,
  status,
});
