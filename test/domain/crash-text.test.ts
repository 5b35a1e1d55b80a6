import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {crashMessage, crashText, type CrashFacts} from '../../src/domain/crash-text.ts';

const FACTS: CrashFacts = {
  version: '1.2.3',
  node: '22.1.0',
  platform: 'linux x64',
  command: 'apply',
  time: '2026-11-22T10:00:00.000Z',
};
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

const MESSAGES: readonly (readonly [message: string, told: string])[] = [
  [
    messageOf(() => (undefined as unknown as {registration: string}).registration),
    "Cannot read properties of undefined (reading 'registration')",
  ],
  ['rows.toSorted is not a function', 'rows.toSorted is not a function'],
  [messageOf(() => JSON.parse('my "pass word"')), 'Unexpected token \'m\', "‹…›" is not valid JSON'],
  [
    'The "path" argument must be of type string. Received \'hunter2\'',
    'The "‹…›" argument must be of type string. Received ‹…›',
  ],
  ["There is no context 'prod east'.", "There is no context '‹…›'."],
  ['no such file /home/somebody/files/x', 'no such file ‹…›'],
  ['a\u001b[2Jb\nc\r\u202ed', 'ab c d'],
];
for (const [message, told] of MESSAGES)
  test(`message: ${JSON.stringify(message)}`, () => assert.equal(crashMessage(message), told));

test('no credential is written down, wherever an error has it', () => {
  const hex = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: 32,
    maxLength: 32,
  });
  const base64 = fc
    .uint8Array({minLength: 30, maxLength: 40})
    .map((bytes) => Buffer.from(bytes).toString('base64'));
  const key = fc.tuple(hex, hex).map(([a, b]) => `pat.${a.slice(0, 22)}.${b.slice(0, 24)}.${a.slice(0, 20)}`);
  const password = fc.string({unit: fc.constantFrom(...Array.from('abXY19!-')), minLength: 6, maxLength: 10});
  fc.assert(
    fc.property(fc.oneof(hex, base64, key), password, fc.nat(3), (secret, known, place) => {
      const said = `cannot use ${secret} with ${known} here`;
      const error = new TypeError(place === 0 ? said : 'no');
      if (place === 1) error.cause = new Error(said);
      if (place === 2) error.name = said;
      if (place === 3) error.message = `"${secret}" ${known}`;
      const text = crashText(error, FACTS, [known]);
      assert.ok(!text.includes(secret) && !text.includes(known), text);
    }),
    {numRuns: 100},
  );
});

test('it says what, where and around what, without directories and without end', () => {
  const error = new RangeError('no room', {cause: 'because'});
  error.stack = [
    'RangeError: no room',
    '    at draw (/home/some body/dist/program.cjs:1:234)',
    '    at async C:\\Users\\me\\x.cjs:5:6',
    '    at file:///home/me/y.js:7:8',
    ...Array.from({length: 100}, () => '    at again (node:internal/timers:1:1)'),
  ].join('\n');
  const lines = crashText(error, FACTS).split('\n');
  assert.deepEqual(lines.slice(0, 7), [
    'delegate-tui 1.2.3, Node 22.1.0, linux x64',
    '2026-11-22T10:00:00.000Z, command apply',
    '',
    'RangeError: no room',
    '    at draw (program.cjs:1:234)',
    '    at x.cjs:5:6',
    '    at y.js:7:8',
  ]);
  assert.deepEqual(lines.slice(-3), ['', 'string: because', '']);
  assert.ok(lines.length < 45);
  const round = new Error('round');
  round.cause = round;
  assert.equal(crashText(round, FACTS).match(/Error: round/g)?.length, 4);
});
