import type {Kind} from '../kinds.ts';
import {pathNotFound} from './api-error.ts';

/** What a path points at. */
export type Target = {kind: Kind; namespace?: string; name?: string; subresource?: string};

/** Reads a resource path; throws an ApiError 404 when nothing is served there. */
export function targetOf(path: string, kinds: readonly Kind[]): Target {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part));
  const core = parts[0] === 'api';
  const [group, version, ...rest] = core ? ['', ...parts.slice(1)] : parts.slice(1);
  if ((!core && parts[0] !== 'apis') || rest.length === 0) throw pathNotFound();
  const scoped =
    rest[0] === 'namespaces' && rest.length > 2 && rest[2] !== 'status' && rest[2] !== 'finalize';
  const [plural, name, subresource, ...more] = scoped ? rest.slice(2) : rest;
  const kind = kinds.find((one) => one.group === group && one.version === version && one.plural === plural);
  if (!kind || more.length > 0 || (scoped && !kind.namespaced)) throw pathNotFound();
  return {
    kind,
    ...(scoped ? {namespace: rest[1] ?? ''} : {}),
    ...(name === undefined || name === '' ? {} : {name}),
    ...(subresource === undefined ? {} : {subresource}),
  };
}
