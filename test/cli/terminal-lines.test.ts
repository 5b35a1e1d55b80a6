import assert from 'node:assert/strict';
import {test} from 'node:test';
import {printLines, printWhole, type Print} from '../../src/console/io.ts';
import {terminalLines} from '../../src/console/terminal-lines.ts';

const WIDTH = 60;
const SHORT = 'kubectl --context prod-east apply -f custom-del';
const APPLY = 'kubectl --context prod-east apply --server-side -f custom-del/harness-delegate.yaml';

/** Each line as a terminal of 60 columns shows it. */
const CASES: readonly (readonly [name: string, line: string, shown: readonly string[]])[] = [
  ['a line that fits', 'Nothing was written.', ['Nothing was written.']],
  [
    'a sentence',
    'Complete: custom-del serves revision 1, registered with Harness, auto-upgrade is off.',
    ['Complete: custom-del serves revision 1, registered with', 'Harness, auto-upgrade is off.'],
  ],
  [
    'a sentence behind time, label and state',
    '3:08   After    ok  Auto-upgrade is off: its CronJob is suspended.',
    ['3:08   After    ok  Auto-upgrade is off: its CronJob is', '                    suspended.'],
  ],
  [
    'a sentence behind a label that fills its column',
    '0:00   Conflict Deployment custom-del: somebody owns 5 of the fields that the manifest sets',
    [
      '0:00   Conflict Deployment custom-del: somebody owns 5 of',
      '                the fields that the manifest sets',
    ],
  ],
  [
    'a line that carries on',
    '         Set HARNESS_PLATFORM_API_KEY to ask it whether the delegate is connected.',
    ['         Set HARNESS_PLATFORM_API_KEY to ask it whether the', '         delegate is connected.'],
  ],
  ['a command alone', `Again   ${APPLY}`, [`Again   ${APPLY}`]],
  [
    'a command behind a sentence',
    `        Or without watching it: ${SHORT}`,
    ['        Or without watching it:', `        ${SHORT}`],
  ],
  [
    'a command that no line has room for',
    `        Or without watching it: ${APPLY}`,
    [`        Or without watching it: ${APPLY}`],
  ],
  [
    'two commands in a row, with quotes',
    "Next    Build the image: docker build -t 'a, b' . && docker push registry.example.com/a, then look at it again.",
    [
      "Next    Build the image: docker build -t 'a, b' . && docker push registry.example.com/a,",
      '        then look at it again.',
    ],
  ],
  [
    'a program that is spoken about',
    'The kubectl that is on PATH here is too old for what this command does.',
    ['The kubectl that is on PATH here is too old for what this', 'command does.'],
  ],
  ['a word that is too long', `Log     ${'x'.repeat(80)}`, [`Log     ${'x'.repeat(80)}`]],
  [
    'a line of a log',
    '         | Error: initializing source docker://harness/delegate: no such host',
    ['         | Error: initializing source docker://harness/delegate: no such host'],
  ],
  [
    'a row of a table',
    'custom-del  harness-delegate-ng  1 of 1  acme/custom-delegate  on  off  today',
    ['custom-del  harness-delegate-ng  1 of 1  acme/custom-delegate  on  off  today'],
  ],
];

for (const [name, line, shown] of CASES)
  test(`on a terminal, ${name}`, () => assert.deepEqual(terminalLines(line, WIDTH), shown));

test('only a terminal has its sentences broken, and nothing that is printed whole', () => {
  let text = '';
  const printer = (columns?: number): Print =>
    Object.assign((part: string) => void (text += part), columns === undefined ? {} : {columns});
  printLines(printer(), ['a sentence of some words, in a file']);
  printLines(printer(25), ['a sentence of some words, on a terminal']);
  printWhole(printer(25), ['{"a": "line of JSON, on a terminal"}']);
  assert.equal(
    text,
    'a sentence of some words, in a file\na sentence of some words,\non a terminal\n{"a": "line of JSON, on a terminal"}\n',
  );
});
