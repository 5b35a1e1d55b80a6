/** YAML of a number of levels, each way in which one can be made. */
export const DEEP_SHAPES: readonly (readonly [name: string, text: (levels: number) => string])[] = [
  ['mappings in braces', (levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}\n`],
  ['lists in brackets', (levels) => `${'['.repeat(levels)}${']'.repeat(levels)}\n`],
  ['lists that never end', (levels) => '['.repeat(levels)],
  ['lists in one line', (levels) => `${'- '.repeat(levels)}a\n`],
  ['keys of keys', (levels) => `${'? '.repeat(levels)}a\n`],
  [
    'indents',
    (levels) => `${Array.from({length: levels}, (_, index) => `${' '.repeat(index)}a:\n`).join('')}b: 1\n`,
  ],
];
