/**
 * Orders versions as people do: number by number, and `1.2.0-rc1` before `1.2.0`. Words that are no
 * numbers, such as commit hashes, are ordered as text. Negative when `a` is older.
 */
export function compareVersions(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  for (let index = 0; index < Math.max(left.numbers.length, right.numbers.length); index++) {
    const difference = compareWords(left.numbers[index] ?? '0', right.numbers[index] ?? '0');
    if (difference !== 0) return difference;
  }
  if (left.rest === right.rest) return 0;
  if (left.rest === '') return 1;
  if (right.rest === '') return -1;
  return left.rest < right.rest ? -1 : 1;
}

function split(version: string): {readonly numbers: readonly string[]; readonly rest: string} {
  const [main = '', ...rest] = version.replace(/^v(?=\d)/, '').split('-');
  return {numbers: main.split('.'), rest: rest.join('-')};
}

const isNumber = (word: string): boolean => /^\d+$/.test(word);

function compareWords(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
