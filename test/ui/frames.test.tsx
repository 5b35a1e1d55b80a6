import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {arbitraryScreen} from '../helpers/arbitrary-screen.ts';
import {SIZES, drawn} from '../helpers/drawn.ts';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {SAMPLE_SCREENS} from '../helpers/screen-samples.ts';
import {cells} from '../../src/ui/cells.ts';
import {screenText} from '../../src/ui/glyphs.ts';
import type {Screen} from '../../src/wizard/screen.ts';

for (const [name, screen] of Object.entries(SAMPLE_SCREENS)) {
  for (const size of SIZES) {
    for (const [look, theme] of Object.entries(THEMES)) {
      test(`${name} at ${size.join('x')}, ${look}: fits`, async () => {
        const frame = await drawn(screen, size, {theme});
        assert.ok(frame.length < size[1], `${frame.length} lines`);
        for (const line of frame) assert.ok(cells(line) < size[0], line);
      });
    }
    test(`${name} at ${size.join('x')}, spoken: fits`, async () => {
      assert.ok((await drawn(screen, size, {accessible: true})).length < size[1]);
    });
  }
}

/** The beginning of a text, as far as any width shows it. */
const start = (text: string): string => text.slice(0, 8);

for (const [name, screen] of Object.entries(SAMPLE_SCREENS)) {
  if (screen.panel?.placement === 'over') continue;
  test(`${name} at 40x12 keeps step, question or overlay, focused row, its problem and the keys`, async () => {
    const frame = await drawn(screen, [40, 12]);
    const row = screen.rows[screen.focus];
    assert.ok(frame[0]?.includes(`step ${screen.stepNumber} of 6`));
    assert.ok(frame[1]?.includes(start(screen.overlay ?? screen.question)));
    const at = frame.findIndex((line) => line.startsWith(' ❯ '));
    assert.ok(frame[at]?.includes(start(row?.label ?? '?')), frame.join('\n'));
    if (row?.problem !== undefined) assert.ok(frame[at + 1]?.includes(`✖ ${start(row.problem.message)}`));
    assert.match(frame.at(-1) ?? '', /\?/);
  });
}

for (const [name, screen] of Object.entries(SAMPLE_SCREENS)) {
  test(`${name} in ASCII has no character that needs a font`, async () => {
    if (name === 'wide')
      return assert.match((await drawn(screen, [80, 24], {theme: THEMES.ascii})).join(''), /道具/);
    const frame = await drawn(screen, [80, 24], {theme: THEMES.ascii});
    assert.match(frame.join(''), /^[ -~]*$/);
  });
}

test('no colour in any frame with NO_COLOR; bold and inverse may stay', async () => {
  for (const screen of Object.values(SAMPLE_SCREENS)) {
    const rendered = await renderAt({screen, columns: 140, rows: 40, theme: THEMES['no colour']});
    const codes = [...rendered.terminal.takeWritten().matchAll(/\u001b\[([\d;]*)m/g)].map(([, code]) => code);
    await rendered.unmount();
    assert.deepEqual(
      codes.filter((code) => !/^(?:0;)?[17]?(?:;[17])?$/.test(code ?? '')),
      [],
    );
  }
});

test('colours do come through where they are wanted', async () => {
  const rendered = await renderAt({screen: SAMPLE_SCREENS['start'] as Screen, columns: 80, rows: 24});
  assert.ok(rendered.terminal.takeWritten().includes('\u001b[36m'));
  await rendered.unmount();
});

for (const [size, expected] of [
  [[29, 24], 'Window too small: needs 30x8'],
  [[80, 7], 'Window too small: needs 30x8'],
  [[12, 5], 'Needs 30x8'],
] as const) {
  test(`${size.join('x')} shows one line`, async () => {
    const frame = await drawn(SAMPLE_SCREENS['tools'] as Screen, size);
    assert.deepEqual(frame, [expected]);
  });
}

test('every sample shows its rows as words for a screen reader', async () => {
  const frame = await drawn(SAMPLE_SCREENS['image'] as Screen, [80, 24], {accessible: true});
  assert.deepEqual(frame.slice(1, 9), [
    'Where does the image live?',
    'radio: (checked) Docker Hub, acme/delegate',
    'radio: Amazon ECR, ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME',
    'radio: Google GAR, REGION-docker.pkg.dev/PROJECT/REPO/NAME',
    'textbox: Repository: acme/custom-delegate',
    'textbox: (selected) Tag: empty (26.08.89806-1)',
    'error: A tag is needed: letters, digits, dots and dashes.',
    'combobox: Pull secret: existing: regcred, choices are none or existing: regcred',
  ]);
  assert.equal(frame.at(-1), 'You are on Tag, 5 of 6');
});

test('a preview nobody asked for is not read aloud, help is', async () => {
  const review = await drawn(SAMPLE_SCREENS['review'] as Screen, [140, 40], {accessible: true});
  assert.ok(!review.join('\n').includes('RUN line'));
  const help = await drawn(SAMPLE_SCREENS['help'] as Screen, [80, 24], {accessible: true});
  assert.ok(help.includes('space  choose'), screenText(help.join('|'), THEMES.colour.glyphs));
});

test('any screen, drawn by Ink in a window of any size, takes at most all lines but one', async () => {
  const size = fc.record({columns: fc.integer({min: 10, max: 150}), rows: fc.integer({min: 4, max: 45})});
  await fc.assert(
    fc.asyncProperty(arbitraryScreen, size, async (screen, {columns, rows}) => {
      const rendered = await renderAt({screen, columns, rows, before: 'shell\n'});
      const history = await rendered.terminal.history();
      const {y} = await rendered.terminal.cursor();
      await rendered.unmount();
      assert.equal(history[0], 'shell');
      assert.ok(history.length <= rows + 1 && y <= rows - 1, `${history.length} lines in ${rows} rows`);
    }),
    {numRuns: 40},
  );
});
