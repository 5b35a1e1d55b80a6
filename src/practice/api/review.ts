import type {JsonMap} from '../objects.ts';
import {isMap, textAt, valueAt} from '../objects.ts';
import {bodyObject, type Answer, type ApiRequest} from './request.ts';

/** What somebody wants to do. */
export type Attempt = {
  verb: string;
  group: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
};

function readReview(request: ApiRequest): {attempt: Attempt; spec: JsonMap} {
  const spec = valueAt(bodyObject(request), 'spec');
  const asked = valueAt(spec, 'resourceAttributes');
  const text = (name: string): string => textAt(asked, name);
  return {
    spec: isMap(spec) ? spec : {},
    attempt: {
      verb: text('verb'),
      group: text('group'),
      resource: text('resource'),
      subresource: text('subresource'),
      namespace: text('namespace'),
      name: text('name'),
    },
  };
}

/** Answers "may I?": the practice user may do everything that no fault forbids. */
export function accessReview(request: ApiRequest, isForbidden: (attempt: Attempt) => boolean): Answer {
  const {attempt, spec} = readReview(request);
  const allowed = !isForbidden(attempt);
  return {
    code: 201,
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec,
      status: allowed
        ? {
            allowed,
            reason:
              'RBAC: allowed by ClusterRoleBinding "practice" of ClusterRole "cluster-admin" to User "practice"',
          }
        : {allowed},
    },
  };
}
