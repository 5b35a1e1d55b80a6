/** Of a frame that shares less than this with the one before, all is told: it is another screen. */
const LEAST_SHARED = 0.5;

/** The row that the focus has left reads as before, but for this word. */
const unselected = (line: string): string =>
  line.replace(/^(\w+: )\(selected\) /, '$1').replace(/^(\w+: \([^()]*), selected\) /, '$1) ');

/**
 * What a terminal that can only add lines is told of a frame: the lines that are not in the one before, in their
 * order; the whole frame behind an empty line where it is another screen. What is gone is not told.
 */
export function newLines(before: readonly string[], after: readonly string[]): string[] {
  const isNew = unshared(before, after);
  const fresh = after.filter((_, index) => isNew[index]);
  const isOther = after.length - fresh.length < after.length * LEAST_SHARED;
  return isOther ? [...(before.length === 0 ? [] : ['']), ...after] : fresh;
}

/** Which lines are in no longest common subsequence. A row that has got the focus is told again. */
function unshared(before: readonly string[], after: readonly string[]): boolean[] {
  const left = before.map(unselected);
  const same = (row: number, column: number): boolean =>
    before[row] === after[column] || left[row] === after[column];
  const lengths = Array.from({length: before.length + 1}, () => after.map(() => 0));
  const lengthAt = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      (lengths[row] as number[])[column] = same(row, column)
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
  const isNew = after.map(() => true);
  for (let row = 0, column = 0; row < before.length && column < after.length;) {
    if (same(row, column)) {
      isNew[column] = false;
      row++;
      column++;
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
    else column++;
  }
  return isNew;
}
