import {isFocusable, type RowItem} from './item.ts';
import {firstFocus, lastFocus, moveFocus} from './list.ts';
import {PAGE} from './panel-scroll.ts';

interface RowsScene {
  readonly items: readonly RowItem[];
  /** Index in `items`, -1 for none. */
  readonly focus: number;
}

/** Commands that move the focus over the rows. `moveTo` puts it on the row at an index, which is -1 for none. */
export function rowMoves<Scene extends RowsScene, Step>(moveTo: (scene: Scene, index: number) => Step) {
  const rowsOf = ({items}: Scene) => items.map(isFocusable);
  const moveBy = (by: number) => (scene: Scene) =>
    moveTo(scene, moveFocus({rows: rowsOf(scene), from: scene.focus, by}));
  return {
    up: moveBy(-1),
    down: moveBy(1),
    'page-up': moveBy(-PAGE),
    'page-down': moveBy(PAGE),
    first: (scene: Scene) => moveTo(scene, firstFocus(rowsOf(scene))),
    last: (scene: Scene) => moveTo(scene, lastFocus(rowsOf(scene))),
  };
}

export type MoveCommandId = keyof ReturnType<typeof rowMoves>;
