import {isObject} from '../deploy/json.ts';

/** The mapping, when it holds anything. */
export const notEmpty = <T extends object>(map: T): T | undefined =>
  Object.keys(map).length === 0 ? undefined : map;

/** Without what is not known. */
export const defined = (map: object): object =>
  Object.fromEntries(
    Object.entries(map).filter(
      ([, value]) => value !== undefined && !(isObject(value) && Object.keys(value).length === 0),
    ),
  );
