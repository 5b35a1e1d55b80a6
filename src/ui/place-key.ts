/** React key for what has no identity but its place: the third line of the screen is always the third line. */
export function placeKey(index: number): string {
  return `place ${index}`;
}
