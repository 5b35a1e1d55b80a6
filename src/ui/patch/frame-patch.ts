import {linePatch} from './line-patch.ts';

const ERASE_BELOW = '\u001b[J';
/** Source: ECMA-48, cursor preceding line and cursor next line: both end in the first column. */
const upLines = (count: number): string => (count === 0 ? '' : `\u001b[${count === 1 ? '' : count}F`);
const downLines = (count: number): string => (count === 0 ? '' : `\u001b[${count === 1 ? '' : count}E`);

/** Takes a frame of `lines` lines away. The cursor stands below it, and then where it began. */
export const eraseFrame = (lines: number): string => (lines === 0 ? '' : upLines(lines) + ERASE_BELOW);

/**
 * What turns one frame on the screen into the next. Frames are drawn lines from top to bottom. The cursor stands
 * in the first column below the frame, before and after. Empty when the frames are alike.
 */
export function framePatch(before: readonly string[], after: readonly string[]): string {
  const kept = Math.min(before.length, after.length);
  let patch = '';
  /** Lines that the cursor is below the first line of the frame. */
  let at = before.length;
  for (let line = 0; line < kept; line++) {
    const change = linePatch(before[line] ?? '', after[line] ?? '');
    if (change === '') continue;
    patch += (line < at ? upLines(at - line) : downLines(line - at)) + change;
    at = line;
  }
  const moveTo = (line: number): string => (line < at ? upLines(at - line) : downLines(line - at));
  if (after.length < before.length) return `${patch}${moveTo(kept)}${ERASE_BELOW}`;
  if (after.length > before.length) {
    const added = after.slice(kept).map((line) => `${linePatch('', line)}\r\n`);
    return patch + moveTo(kept) + added.join('');
  }
  return patch === '' ? '' : patch + moveTo(after.length);
}
