import type {JsonScalar, JsonValue} from './json-value.ts';

/** Keys of mappings and positions in lists, from the top of a document. */
export type YamlPath = readonly (string | number)[];

interface Target {
  /** Position of the document in the text, from 0. */
  readonly document: number;
  readonly path: YamlPath;
}

/**
 * One change. `set` replaces a single value, and adds the key where it is missing. `insert` adds a key to a
 * mapping, or an item at a position of a list; missing mappings on the way are added too. `remove` takes a
 * key or an item away, `rename` gives a key another name.
 */
export type YamlEdit = Target &
  (
    | {readonly kind: 'set'; readonly value: JsonScalar}
    | {
        readonly kind: 'insert';
        readonly value: JsonValue;
        /** `first` puts a new key above the others of a block mapping, where that can be; else it goes last. */
        readonly position?: 'first' | 'last';
      }
    | {readonly kind: 'remove'}
    | {readonly kind: 'rename'; readonly to: string}
  );

/** `text` takes the place of what stands from `start` to before `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `spec.template.spec.containers.0.image` */
export const pathText = (path: YamlPath): string => path.join('.');
