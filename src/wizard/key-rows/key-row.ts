import type {Scene} from '../scene.ts';

/** What a key does. `commands.ts` has one function for each. */
export type CommandId =
  | 'leave'
  | 'edit'
  | 'help'
  | 'preview'
  | 'scroll-up'
  | 'scroll-down'
  | 'scroll-page-up'
  | 'scroll-page-down'
  | 'scroll-first'
  | 'scroll-last'
  | 'next-file'
  | 'previous-file'
  | 'close-panel'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'next-field'
  | 'previous-field'
  | 'toggle'
  | 'change-back'
  | 'change-on'
  | 'pick'
  | 'next'
  | 'back'
  | 'close-overlay'
  | 'retry'
  | 'filter'
  | 'keep-filter'
  | 'clear-filter'
  | 'toggle-all'
  | 'recall'
  | 'versions'
  | 'base'
  | 'look-up'
  | 'companion'
  | 'diff'
  | 'content'
  | 'keep'
  | 'overwrite'
  | 'beside'
  | 'save-preset'
  | 'write';

/** One row: footer, help panel and README come from it, and nothing reads keys past it. */
export interface KeyRow {
  readonly id: string;
  /** Key ids, see `keyId`, and what each does. Letters do nothing while text is typed. */
  readonly keys: Readonly<Record<string, CommandId>>;
  readonly shown: string;
  /** While text is typed, when letters are among the keys; without it the row is left out then. */
  readonly shownInText?: string;
  readonly label: string;
  /** One sentence for the help panel and the README. */
  readonly help: string;
  readonly when: (scene: Scene) => boolean;
  /** In help only, while this holds. */
  readonly quiet?: (scene: Scene) => boolean;
}
