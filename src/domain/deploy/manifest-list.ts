import type {JsonObject} from './json.ts';

/** Objects as one JSON text that kubectl takes: what was tried and what is applied are the same bytes. */
export const manifestList = (values: readonly JsonObject[]): string =>
  JSON.stringify({apiVersion: 'v1', kind: 'List', items: values});
