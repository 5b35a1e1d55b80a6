import type {JsonMap} from '../objects.ts';
import {isMap, textAt, valueAt} from '../objects.ts';
import {ApiError} from './api-error.ts';
import {bodyObject, type Answer, type ApiRequest} from './request.ts';

/** What somebody wants to do. */
export type Attempt = {verb: string; group: string; resource: string; subresource: string; namespace: string; name: string};

const MAGIC = Buffer.from('k8s\0');

/** Fields with a length of one protobuf message, by number; the last one wins. Source: Protocol Buffers, encoding. */
function lengthFields(message: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = message[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value >>> 0;
  };
  while (at < message.length) {
    const tag = varint();
    if ((tag & 7) === 0) varint();
    else if ((tag & 7) === 2) {
      const length = varint();
      fields.set(tag >>> 3, message.subarray(at, at + length));
      at += length;
    } else break;
  }
  return fields;
}

/** The attributes in a SelfSubjectAccessReview that came as protobuf, as kubectl sends it from 1.32 on. */
export function protobufReview(body: Buffer): {namespace: string; verb: string; group: string; resource: string; subresource: string; name: string} {
  const none = Buffer.alloc(0);
  const review = lengthFields(body.subarray(MAGIC.length)).get(2) ?? none;
  const attributes = lengthFields(lengthFields(lengthFields(review).get(2) ?? none).get(1) ?? none);
  const text = (field: number): string => (attributes.get(field) ?? none).toString('utf8');
  return {namespace: text(1), verb: text(2), group: text(3), resource: text(5), subresource: text(6), name: text(7)};
}

function readReview(request: ApiRequest): {attempt: Attempt; spec: JsonMap} {
  if (request.body.subarray(0, MAGIC.length).equals(MAGIC)) {
    const attempt = protobufReview(request.body);
    return {attempt, spec: {resourceAttributes: {...attempt}}};
  }
  if (/protobuf/.test(request.headers['content-type'] ?? ''))
    throw new ApiError({code: 415, reason: 'UnsupportedMediaType', message: 'the body of the request was in an unknown format'});
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
        ? {allowed, reason: 'RBAC: allowed by ClusterRoleBinding "practice" of ClusterRole "cluster-admin" to User "practice"'}
        : {allowed},
    },
  };
}
