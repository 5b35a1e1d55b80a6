import {patchRow} from './line-patch.ts';
import {createPatchPen} from './patch-pen.ts';

/** Takes a frame of `lines` lines away. The cursor stands below it, and then where it began. */
export function eraseFrame(lines: number): string {
  if (lines === 0) return '';
  const pen = createPatchPen(lines);
  pen.moveTo(0, 0);
  pen.eraseBelow();
  return pen.text();
}

/**
 * What turns one frame on the screen into the next. Frames are drawn lines from top to bottom. The cursor stands
 * in the first column below the frame, before and after. Empty when the frames are alike.
 */
export function framePatch(before: readonly string[], after: readonly string[]): string {
  const kept = Math.min(before.length, after.length);
  const pen = createPatchPen(before.length);
  for (let row = 0; row < kept; row++)
    patchRow(pen, {row, before: before[row] ?? '', after: after[row] ?? ''});
  if (pen.text() === '' && before.length === after.length) return '';
  pen.moveTo(kept, 0);
  if (after.length < before.length) pen.eraseBelow();
  for (let row = kept; row < after.length; row++) {
    patchRow(pen, {row, before: '', after: after[row] ?? ''});
    pen.newRow();
  }
  return pen.text();
}
