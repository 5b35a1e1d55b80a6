import type {Command} from './command.ts';
import {isFocusable, type Item} from './item.ts';
import {focusOn, goBack} from './navigation.ts';
import {rowMoves} from './row-moves.ts';
import type {Scene} from './scene.ts';
import {only, type Result} from './state.ts';

function moveTo(scene: Scene, index: number): Result {
  const item = scene.items[index];
  return only(item ? focusOn(scene.state, scene.place, item.row.id) : scene.state);
}

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
  ...rowMoves(moveTo),
  'next-field': nextField,
  'previous-field': previousField,
} as const satisfies Readonly<Record<string, Command>>;
