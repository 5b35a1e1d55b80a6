/** The first few of many, in order, and how many there are, without sorting all of them. */
export function firstFew<T>(
  items: Iterable<T>,
  most: number,
  compare: (a: T, b: T) => number,
): {readonly few: readonly T[]; readonly total: number} {
  const few: T[] = [];
  let total = 0;
  for (const item of items) {
    total += 1;
    const last = few.at(-1);
    if (few.length >= most && last !== undefined && compare(item, last) >= 0) continue;
    let place = few.length;
    while (place > 0 && compare(item, few[place - 1] as T) < 0) place -= 1;
    few.splice(place, 0, item);
    if (few.length > most) few.pop();
  }
  return {few, total};
}
