import {keyId, type Key} from './keys.ts';

/** Where keys work, in the order of the help panel. */
export const KEY_WHERES = [
  'everywhere',
  'in lists and forms',
  'in a text field',
  'in an open panel',
  'at the start',
  'at the tools',
  'in the review',
  'at the build',
  'at the choice of a cluster',
  'at the checks and questions',
  'at the rollout',
] as const;
export type KeyWhere = (typeof KEY_WHERES)[number];

/** One row: footer, help panel and reference come from it, and nothing reads keys past it. */
export interface KeyTableRow<Scene, Command extends string> {
  readonly id: string;
  /** What the help panel lists it under where it does not work. */
  readonly where: KeyWhere;
  /** Key ids, see `keyId`, and what each does. Letters do nothing while text is typed. */
  readonly keys: Readonly<Record<string, Command>>;
  readonly shown: string;
  /** While text is typed, when letters are among the keys; without it the row is left out then. */
  readonly shownInText?: string;
  readonly label: string;
  /** One sentence for the help panel and the reference. */
  readonly help: string;
  readonly when: (scene: Scene) => boolean;
  /** For keys that cannot be taken back: it counts only when nothing else came in the same read. */
  readonly alone?: boolean;
  /** In help only, while this holds. */
  readonly quiet?: (scene: Scene) => boolean;
}

/** Every spelling of a row: `?`, and `ctrl+g` where letters are text. */
export const spellingsOf = ({
  shown,
  shownInText = shown,
}: Pick<KeyTableRow<never, string>, 'shown' | 'shownInText'>): string[] =>
  shown === shownInText ? [shown] : [shown, shownInText];

interface TypingScene {
  /** Letters and space are text. */
  readonly isTyping: boolean;
}

export interface LiveRow<Row> {
  readonly row: Row;
  /** Its keys as they are shown here. */
  readonly shown: string;
}

/** Names of keys that type nothing: `enter`, `page up`, `ctrl+a`. All others are one character, and `space`. */
const NAMED = /^[a-z][a-z+ ]/;

/**
 * Reads keys from a table. Of rows with the same key the first that applies wins. `typesSpace`: whether space
 * is text while something is typed. `edit`: what typing does; `undefined` where keys are not heard.
 */
export function keyTable<Scene extends TypingScene, Command extends string>({
  rows,
  applies,
  typesSpace,
  edit,
}: {
  readonly rows: readonly KeyTableRow<Scene, Command>[];
  readonly applies: (scene: Scene, row: KeyTableRow<Scene, Command>) => boolean;
  readonly typesSpace: (scene: Scene) => boolean;
  readonly edit: (scene: Scene) => Command | undefined;
}) {
  const isText = (scene: Scene, id: string): boolean =>
    scene.isTyping && (id === 'space' ? typesSpace(scene) : !NAMED.test(id));
  return {
    /** What a key does here and now. `isGlued`: other keys came in the same read. */
    commandOf: (scene: Scene, key: Key, isGlued = false): Command | undefined => {
      if (key.name === 'paste') return scene.isTyping ? edit(scene) : undefined;
      const id = keyId(key);
      if (isText(scene, id)) return edit(scene);
      const found = rows.find((row) => Object.hasOwn(row.keys, id) && applies(scene, row));
      return isGlued && found?.alone === true ? undefined : found?.keys[id];
    },
    /** Rows that do something here. A key that a row before has taken does not count. */
    liveRows: (scene: Scene): LiveRow<KeyTableRow<Scene, Command>>[] => {
      const taken = new Set<string>();
      return rows
        .filter((row) => applies(scene, row))
        .flatMap((row) => {
          const free = Object.keys(row.keys).filter((id) => !taken.has(id) && !isText(scene, id));
          for (const id of Object.keys(row.keys)) taken.add(id);
          const shown = scene.isTyping && !free.includes(row.shown) ? row.shownInText : row.shown;
          return free.length === 0 || shown === undefined ? [] : [{row, shown}];
        });
    },
  };
}
