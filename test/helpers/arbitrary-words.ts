import * as fc from 'fast-check';
import {PATTERNS} from '../../src/domain/patterns.ts';
import {codePoint} from './code-point.ts';

/** Text that YAML, shells and terminals treat in their own ways, and that the schema lets through on one line. */
export const HOSTILE_LINES: readonly string[] = [
  [
    '',
    ' ',
    'yes',
    'no',
    'on',
    'y',
    '~',
    'null',
    '=',
    '<<',
    '1:20',
    '0777',
    '0x1f',
    '1_000',
    '1e3',
    '.inf',
    '2001-01-01',
  ],
  [
    '---',
    '...',
    ': ',
    'a: b',
    'a:',
    '#',
    'a #b',
    '- a',
    '? a',
    '*alias',
    '&anchor',
    '!tag',
    '|',
    '>',
    '%TAG',
    '@at',
  ],
  [
    '`tick`',
    '"double"',
    "'single'",
    '{a: b}',
    '[a]',
    '{{ a }}',
    '\\',
    '\\n',
    'a\\',
    ' lead',
    'trail ',
    '__proto__',
  ],
  [
    '$(id)',
    '${HOME}',
    '$$',
    '$(DELEGATE_NAME)',
    '$$(id)',
    'a$',
    '; rm -rf /',
    '&& true',
    '<+secrets.getValue("a")>',
  ],
  ['é ñ 日本 😀', 'x'.repeat(512)],
].flat();
/** The same, over several lines. */
export const HOSTILE_TEXTS: readonly string[] = [
  HOSTILE_LINES,
  ['a\nb', 'a\n', 'a\n\n', '\n', '\n\n', '\na', ' a\nb', '\ta', 'a\n\tb', 'a \nb', 'a\n---\nb', 'a\n...\nb'],
  ['# a\n# b', 'k: v\n- x', 'a\n  b\n c', "cat <<'EOF'\nx\nEOF\n"],
].flat();

const matching = (pattern: RegExp, samples: readonly string[]) =>
  fc.oneof(fc.constantFrom(...samples), fc.stringMatching(pattern));
/** `fc.stringMatching` cannot read look-ahead, and would seldom find the traps: built from parts and filtered. */
export const oneLine = fc
  .oneof(
    fc.constantFrom(...HOSTILE_LINES),
    fc.string({unit: 'grapheme', maxLength: 60}),
    fc.string({unit: codePoint, maxLength: 40}),
  )
  .filter((text) => PATTERNS.oneLine.test(text));
export const manyLines = fc
  .oneof(
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.array(oneLine, {maxLength: 5}).map((lines) => lines.join('\n')),
  )
  .filter((text) => PATTERNS.manyLines.test(text));
export const path = fc
  .array(fc.stringMatching(/^[A-Za-z0-9._+@-]{1,12}$/), {minLength: 1, maxLength: 4})
  .map((parts) => parts.join('/'))
  .filter((text) => PATTERNS.relativePath.test(text));
export const oneOf = <const T extends readonly string[]>(values: T) =>
  fc.constantFrom(...values) as fc.Arbitrary<T[number]>;
export const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, {nil: undefined, freq: 2});
export const word = (pattern: RegExp, ...samples: string[]) =>
  matching(pattern, samples.length > 0 ? samples : ['a']);

export const dnsLabel = word(PATTERNS.dnsLabel, 'a', 'no', 'y', '0', '1-20', '007', 'null', '1e3');
export const dnsName = fc.oneof(
  dnsLabel,
  word(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?){0,3}$/, 'a.b', '1.5'),
);
export const host = word(
  /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,40}[a-zA-Z0-9])?(:[0-9]{1,5})?$/,
  'proxy.corp',
  '10.0.0.1:3128',
  '1:20',
);
export const url = word(
  /^https:\/\/[a-z0-9.-]{1,30}(:[0-9]{1,5})?(\/[A-Za-z0-9._~%+@=,:&?/-]{0,30})?$/,
  'https://app.harness.io',
  'https://app.harness.io/gratis',
  'https://a/',
);
export const tag = word(PATTERNS.tag, 'no', '1.10', '2026-01-01', '0777', '26.08.89806-1');
export const labelKey = word(
  /^([a-z0-9]([-a-z0-9.]{0,20}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/,
  'kubernetes.io/arch',
  'on',
  '1',
);
export const labelValue = word(PATTERNS.labelValue, '', 'true', '1', 'amd64');
export const connector = word(
  /^((account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]{0,20}|<\+input>)$/,
  '<+input>',
  'account.x',
);
export const secretRef = word(
  /^(account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]{0,20}$/,
  'account.USER',
  '<+secrets.getValue("account.x")>',
);
export const map = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(fc.tuple(key, value), {maxLength: 4, selector: ([name]) => name})
    .map((entries) => Object.fromEntries(entries))
    .filter((record) => !Object.hasOwn(record, '__proto__'));
export const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, {maxLength: 3});
