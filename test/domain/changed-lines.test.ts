import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {changedLines} from '../../src/domain/changed-lines.ts';

const numbered = (count: number, text = 'RUN step'): string[] =>
  Array.from({length: count}, (_, index) => `${text} ${index + 1}`);
const told = (before: readonly string[], after: readonly string[]): string[] =>
  changedLines(before.join('\n'), after.join('\n')).map(({text}) => text);

const FILE = numbered(9);
const LONG = 'ENV PATH=/opt/tools/kubectl/v1.35.3:/opt/tools/helm/v3.15.4';

for (const [what, before, after, lines] of [
  ['nothing for the same text', FILE, FILE, []],
  ['a line more', FILE, FILE.toSpliced(3, 0, 'USER 0'), ['line 4', '+USER 0']],
  ['a line less', FILE, FILE.toSpliced(3, 1), ['line 4', '-RUN step 4']],
  [
    'another line, and one unchanged line between two changes',
    FILE,
    FILE.with(3, 'USER 0').with(5, 'USER 1'),
    ['line 4', '-RUN step 4', '+USER 0', ' RUN step 5', '-RUN step 6', '+USER 1'],
  ],
  [
    'groups, each with its line',
    FILE,
    FILE.toSpliced(7, 0, 'B').toSpliced(1, 0, 'A'),
    ['line 2', '+A', 'line 9', '+B'],
  ],
  [
    'of a table only the rows that are new',
    ['# one  from here', 'USER 0'],
    ['# one       from here', '# eleven    from there', 'USER 0'],
    ['line 2', '+# eleven    from there'],
  ],
  [
    'of long lines where they part',
    [`${LONG}:$PATH`],
    [`${LONG}:/opt/tools/oc/v4:$PATH`],
    ['line 1', '-ENV PATH=…m/v3.15.4:$PATH', '+ENV PATH=…m/v3.15.4:/opt/tools/oc/v4:$PATH'],
  ],
  ['no blank lines', ['FROM a'], ['FROM a', '', 'USER 0', '', '#', '# b'], ['line 2', '+USER 0', '+# b']],
] as const) {
  test(`tells ${what}`, () => assert.deepEqual(told(before, after), lines));
}

test('of a long script it tells the commands that name something', () => {
  const helpers = Array.from(
    {length: 40},
    (_, index) => `      echo a long line of a helper, number ${index}; \\`,
  );
  const script = [
    'RUN set -eu; \\',
    ...helpers,
    "    begin 'oc 4.18.36' /opt/oc; \\",
    '    fetch https://oc; \\',
  ];
  const lines = told(FILE, [...FILE, '', ...script, '    place oc; \\', '    cd /', '', 'USER 1001']);
  assert.deepEqual(lines, [
    'line 10',
    ' (41 more lines)',
    "+    begin 'oc 4.18.36' /opt/oc; \\",
    '+    fetch https://oc; \\',
    ' (2 more lines)',
    '+USER 1001',
  ]);
});

test('what has no room at all is counted, folded or not', () => {
  const changes = Array.from({length: 30}, (_, index) => [`USER ${index}`, 'FROM a', 'FROM b']);
  const before = changes.flatMap((_, index) => numbered(3, `RUN ${index}`));
  const after = changes.flatMap((added, index) => [...added, ...numbered(3, `RUN ${index}`)]);
  const lines = told(before, after);
  const shown = lines.filter((line) => line.startsWith('+')).length;
  const hidden = lines.reduce((sum, line) => sum + Number(/\((\d+) more/.exec(line)?.[1] ?? 0), 0);
  assert.match(lines.at(-1) ?? '', /^ \(\d+ more lines\)$/);
  assert.equal(shown + hidden, 90);
});

test('colours follow the signs, and all lines together stay few', () => {
  const text = fc.array(fc.constantFrom('USER 0', '    fetch a', '    x', '', '# a long line '.repeat(6)), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = changedLines(before.join('\n'), after.join('\n'));
      for (const {text: line, tone} of lines)
        assert.equal(
          tone,
          {'+': 'added', '-': 'removed'}[line.slice(0, 1)] ?? (line.startsWith('  ') ? undefined : tone),
        );
      const columns = lines.reduce((sum, line) => sum + Math.min(66, line.text.length), 0);
      assert.ok(columns <= 950, `${columns} columns`);
    }),
    {numRuns: 60},
  );
});
