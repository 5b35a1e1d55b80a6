import type {Command} from './commands.ts';
import {isFocusable, type Item} from './item.ts';
import {firstFocus, lastFocus, moveFocus} from './list.ts';
import {focusOn, goBack} from './navigation.ts';
import type {Scene} from './scene.ts';
import {only, type Result} from './state.ts';

/** Rows that page up and page down skip. The window's height is not known here. */
const PAGE = 10;

const rowsOf = ({items}: Scene) => items.map(isFocusable);

function moveTo(scene: Scene, index: number): Result {
  const item = scene.items[index];
  return only(item ? focusOn(scene.state, scene.place, item.row.id) : scene.state);
}

const moveBy =
  (by: number): Command =>
  (scene) =>
    moveTo(scene, moveFocus({rows: rowsOf(scene), from: scene.focus, by}));

/** Tab stops: every row of a form; in a list of ticks the first row of each part, for the list is long. */
function stopsOf({items}: Scene): number[] {
  const startsPart = (item: Item | undefined) => item === undefined || !isFocusable(item);
  return items.flatMap((item, index) =>
    isFocusable(item) && (item.row.kind !== 'check' || startsPart(items[index - 1])) ? [index] : [],
  );
}

function nextField(scene: Scene): Result {
  const stop = stopsOf(scene).find((index) => index > scene.focus);
  return stop === undefined ? only(scene.state) : moveTo(scene, stop);
}

/** From the first field of a step it goes on to the step before, as if the steps were one long form. */
function previousField(scene: Scene): Result {
  const stop = stopsOf(scene).findLast((index) => index < scene.focus);
  if (stop !== undefined) return moveTo(scene, stop);
  return only(scene.overlay === undefined ? goBack(scene.state) : scene.state);
}

/** Commands that move the focus and change no answer. */
export const MOVES = {
  up: moveBy(-1),
  down: moveBy(1),
  'page-up': moveBy(-PAGE),
  'page-down': moveBy(PAGE),
  first: (scene) => moveTo(scene, firstFocus(rowsOf(scene))),
  last: (scene) => moveTo(scene, lastFocus(rowsOf(scene))),
  'next-field': nextField,
  'previous-field': previousField,
} as const satisfies Readonly<Record<string, Command>>;
