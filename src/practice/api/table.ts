import type {JsonMap, KubeObject} from '../objects.ts';
import {columnsOf} from './columns.ts';
import type {ApiRequest} from './request.ts';

/** True when the client would rather have a table: kubectl get without -o. */
export const wantsTable = ({headers}: Pick<ApiRequest, 'headers'>): boolean =>
  /as=Table;v=v1[;,]/.test(headers['accept'] ?? '');

/** Objects as the table that kubectl prints. Later rows of a watch leave the column names out. */
export function tableOf({
  objects,
  plural,
  now,
  metadata,
  columns = true,
}: {
  objects: readonly KubeObject[];
  plural: string;
  now: number;
  metadata: JsonMap;
  columns?: boolean;
}): JsonMap {
  const shown = columnsOf(plural);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns
      ? shown.map(({name, type, wide}) => ({
          name,
          type,
          format: name === 'Name' ? 'name' : '',
          description: '',
          priority: wide === true ? 1 : 0,
        }))
      : null,
    rows: objects.map((object) => ({
      cells: shown.map(({cell}) => cell(object, now)),
      object: {kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata},
    })),
  };
}
