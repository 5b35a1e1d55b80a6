import {apiVersionOf, type Kind} from '../kinds.ts';
import type {JsonMap} from '../objects.ts';
import {groupsOf} from './discovery.ts';
import {pathNotFound} from './api-error.ts';
import type {Answer, ApiRequest} from './request.ts';

const EMPTY_V2 = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const pathOf = (group: string, version: string): string =>
  group === '' ? `api/${version}` : `apis/${apiVersionOf({group, version})}`;

/** A document with nothing but what kubectl looks for: that a patch of the kind takes `fieldValidation`. */
function documentOf(kinds: readonly Kind[]): JsonMap {
  const paths = kinds.map((kind): [string, JsonMap] => [
    `/${pathOf(kind.group, kind.version)}/${kind.plural}/{name}`,
    {
      patch: {
        parameters: [{name: 'fieldValidation', in: 'query', schema: {type: 'string'}}],
        responses: {},
        'x-kubernetes-action': 'patch',
        'x-kubernetes-group-version-kind': {group: kind.group, version: kind.version, kind: kind.kind},
      },
    },
  ]);
  return {openapi: '3.0.0', info: {title: 'Practice', version: '1'}, paths: Object.fromEntries(paths)};
}

/**
 * Answers requests for OpenAPI documents; undefined when the path is none. All validation is the server's, so the
 * documents are stubs; version 2 is an empty one, which makes kubectl tell the true reason for unknown kinds.
 */
export function openapi({path}: ApiRequest, kinds: readonly Kind[]): Answer | undefined {
  if (path === '/openapi/v2') return {code: 200, body: Buffer.alloc(0), headers: {'content-type': EMPTY_V2}};
  if (path === '/openapi/v3') {
    const paths = groupsOf(kinds).map(({group, version}): [string, JsonMap] => [
      pathOf(group, version),
      {serverRelativeURL: `/openapi/v3/${pathOf(group, version)}?hash=1`},
    ]);
    return {code: 200, body: {paths: Object.fromEntries(paths)}};
  }
  if (!path.startsWith('/openapi/v3/')) return undefined;
  const found = groupsOf(kinds).find(({group, version}) => path === `/openapi/v3/${pathOf(group, version)}`);
  if (!found) throw pathNotFound();
  return {code: 200, body: documentOf(found.kinds)};
}
