import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DEPLOY_SCREENS} from '../helpers/deploy-screens.ts';
import {completeView, doomedView, pod, silentView, view} from '../helpers/deploy-samples.ts';
import {SIZES, drawn} from '../helpers/drawn.ts';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {atRollout} from '../wizard/deploy/deploy-machine.ts';
import {cells} from '../../src/ui/cells.ts';
import type {Screen} from '../../src/wizard/screen.ts';

const VERDICT = '✖ Cannot succeed as it is: image not found in custom-del-7d9f8c6b5-x2k8p.';

/** The beginning of a text, as far as any width shows it. */
const start = (text: string): string => text.slice(0, 8);

for (const [name, screen] of Object.entries(DEPLOY_SCREENS)) {
  for (const size of SIZES) {
    for (const [look, theme] of Object.entries(THEMES)) {
      test(`${name} at ${size.join('x')}, ${look}: fits`, async () => {
        const frame = await drawn(screen, size, {theme});
        assert.ok(frame.length < size[1], `${frame.length} lines`);
        for (const line of frame) assert.ok(cells(line) < size[0], line);
        if (look === 'ascii') assert.match(frame.join(''), /^[ -~]*$/);
      });
    }
    test(`${name} at ${size.join('x')}, spoken: fits`, async () => {
      assert.ok((await drawn(screen, size, {accessible: true})).length < size[1]);
    });
  }

  test(`${name} at 40x12 keeps where, question, focused row, verdict and the keys`, async () => {
    const frame = await drawn(screen, [40, 12]);
    const text = frame.join('\n');
    const row = screen.rows[screen.focus];
    assert.ok(frame[0]?.includes(start(screen.summary)), text);
    assert.ok(frame[0]?.endsWith(screen.corner ?? '?'), text);
    assert.ok(frame[1]?.includes(start(screen.question)), text);
    const at = frame.findIndex((line) => line.startsWith(' ❯ '));
    if (row?.kind === 'pod') assert.ok(frame[at]?.includes(row.label.slice(-6)), text);
    else if (row !== undefined) assert.ok(frame[at]?.includes(start(row.label)), text);
    if (row?.problem !== undefined) assert.ok(frame[at + 1]?.includes(start(row.problem.message)), text);
    if (screen.verdict !== undefined) assert.ok(text.includes(start(screen.verdict.text)), text);
    assert.match(frame.at(-1) ?? '', /\?|ctrl\+g/);
  });
}

for (const [size, expected] of [
  [
    [80, 7],
    [
      'Deploying custom-del to prod-east / harness-delegate-ng',
      VERDICT,
      '  Revision 11 still serves 1 of 1.',
      'Window too small: needs 30x8',
    ],
  ],
  [
    [20, 6],
    ['Deploying custom-d…', '✖ Cannot succeed as', '  it is: image not', '  found in custom-…', 'Needs 30x8'],
  ],
  [
    [20, 3],
    ['Deploying custom-d…', '✖ Cannot succeed a…'],
  ],
  [[1, 1], []],
] as const) {
  test(`a doomed rollout at ${size.join('x')} says how it stands, and the size that is needed`, async () => {
    assert.deepEqual(await drawn(DEPLOY_SCREENS['doomed'] as Screen, size), expected);
  });
}

test('a doomed rollout at 80x24 says what, why, what to do, and what still serves', async () => {
  const frame = await drawn(DEPLOY_SCREENS['doomed'] as Screen, [80, 24]);
  assert.deepEqual(frame.slice(2, 15), [
    ' Deploying custom-del to prod-east / harness-delegate-ng',
    ' apply     11 of 11 · 1 created · 1 changed · 9 unchanged',
    ' rollout   revision 12 · ready 0 of 1 · available 0 of 1 · updated 1 of 1',
    ' before    revision 11 still serves 1 of 1',
    '',
    ' ❯ custom-del-7d9f8c6b5-x2k8p   image not found   0 restarts   36 s',
    '     ✖ acme/custom-delegate:26.08.89806-1 is not in the registry (manifest',
    '       unknown). Push the image, or fix the tag. Kubernetes will keep trying.',
    '   custom-del-5c4d7-aaaaa       old · Running     0 restarts   3 d',
    '     serves the revision before',
    '',
    ` ${VERDICT}`,
    '   Revision 11 still serves 1 of 1.',
  ]);
});

test('the practice cluster says so in every size', async () => {
  for (const size of SIZES) {
    const frame = await drawn(DEPLOY_SCREENS['practice'] as Screen, size);
    assert.match(frame[0] ?? '', /practice/);
    assert.match(frame.join('\n'), /to practice/);
  }
});

test('a screen reader hears the verdict before anything else, and no ages', async () => {
  const frame = await drawn(DEPLOY_SCREENS['doomed'] as Screen, [80, 24], {accessible: true});
  const text = frame.join(' ');
  assert.ok(text.indexOf('Cannot succeed') < text.indexOf('listitem'));
  assert.match(text, /image not found, 0 restarts error: acme\/custom-delegate/);
  assert.ok(!/36 s|0:38/.test(text), text);
});

/** Bytes that the terminal gets for the next screen. */
async function written(
  before: Screen,
  next: Screen,
  [columns, rows]: readonly [number, number],
): Promise<string> {
  const rendered = await renderAt({screen: before, columns, rows});
  rendered.terminal.takeWritten();
  await rendered.show(next);
  const bytes = rendered.terminal.takeWritten();
  await rendered.unmount();
  return bytes;
}

for (const size of SIZES) {
  test(`a tick with nothing new costs no byte, ${size.join('x')}`, async () => {
    const m = atRollout(doomedView);
    const before = m.screen();
    m.rollout(structuredClone(doomedView), 38_900);
    assert.equal(await written(before, m.screen(), size), '');
  });
}

test('a second that passes rewrites the line of the clock and of the age, and nothing else', async () => {
  const m = atRollout(view());
  const before = m.screen();
  m.rollout(view({rows: [pod({ageMs: 37_000})]}), 39_000);
  const bytes = await written(before, m.screen(), [80, 24]);
  assert.equal(bytes.split(/\u001b\[\d*[EF]/).filter(Boolean).length, 2, JSON.stringify(bytes));
  assert.ok(Buffer.byteLength(bytes) <= 60, `${Buffer.byteLength(bytes)} bytes`);
});

test('a silent line is told above the rest in every size, and a second of it rewrites its line and the clock', async () => {
  const m = atRollout(silentView(9000));
  const before = m.screen();
  for (const size of SIZES) {
    const frame = await drawn(before, size);
    const at = frame.findIndex((line) => / line +no word for 9 s from/.test(line));
    assert.ok(at > 0 && frame[at + 1]?.includes(' apply '), frame.join('\n'));
  }
  m.rollout(silentView(10_000), 39_000);
  const bytes = await written(before, m.screen(), [80, 24]);
  assert.equal(bytes.split(/\u001b\[\d*[EF]/).filter(Boolean).length, 2, JSON.stringify(bytes));
  assert.ok(Buffer.byteLength(bytes) <= 120, `${Buffer.byteLength(bytes)} bytes`);
});

test('from progress to complete and back the frame is drawn whole', async () => {
  const m = atRollout(view());
  const rendered = await renderAt({screen: m.screen(), columns: 80, rows: 24});
  for (const next of [completeView, doomedView, view(), completeView]) {
    m.rollout(next);
    await rendered.show(m.screen());
    const expected = await drawn(m.screen(), [80, 24]);
    assert.deepEqual(await rendered.frame(), expected);
  }
  await rendered.unmount();
});
