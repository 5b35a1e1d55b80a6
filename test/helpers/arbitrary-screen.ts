import * as fc from 'fast-check';
import {STEPS} from '../../src/wizard/screen.ts';
import type {Row, Screen} from '../../src/wizard/screen.ts';
import {codePoint} from './code-point.ts';

/** Anything a file or a user may hold: long, wide, with controls, empty. */
const text = fc.oneof(
  {weight: 4, arbitrary: fc.string({maxLength: 60})},
  {weight: 1, arbitrary: fc.string({unit: codePoint, maxLength: 30})},
  {weight: 1, arbitrary: fc.string({unit: 'grapheme', maxLength: 30})},
  {weight: 1, arbitrary: fc.string({minLength: 200, maxLength: 300})},
  {weight: 1, arbitrary: fc.constantFrom('道具箱の中の道具', 'two\nlines', '\u001b[31mred', '👩‍👩‍👧 🇩🇪 👍🏽', '')},
);

const problem = fc.record({
  severity: fc.constantFrom('error', 'warning', 'notice' as const),
  message: text,
});

const base = {
  id: fc.string({maxLength: 5}),
  label: text,
  detail: fc.option(text, {nil: undefined}),
  problem: fc.option(problem, {nil: undefined, freq: 3}),
};
const optional = fc.option(text, {nil: undefined});

const tone = fc.constantFrom('ok', 'notice', 'warning', 'error' as const);

const row: fc.Arbitrary<Row> = fc.oneof(
  fc.record({...base, kind: fc.constantFrom('heading', 'note' as const)}),
  fc.record({...base, kind: fc.constant('choose' as const)}),
  fc.record({
    ...base,
    kind: fc.constant('check' as const),
    checked: fc.boolean(),
    value: optional,
    locked: optional,
  }),
  fc.record({...base, kind: fc.constant('radio' as const), selected: fc.boolean(), ruledOut: optional}),
  fc.record({
    ...base,
    kind: fc.constant('options' as const),
    options: fc.array(fc.record({label: text, selected: fc.boolean()}), {maxLength: 6}),
  }),
  fc.record({
    ...base,
    kind: fc.constant('text' as const),
    value: text,
    placeholder: optional,
    cursor: fc.option(fc.nat(80), {nil: undefined}),
    masked: fc.boolean(),
  }),
  fc.record({
    ...base,
    kind: fc.constant('file' as const),
    state: fc.constantFrom('new', 'changed', 'unchanged', 'blocked' as const),
    action: text,
  }),
  fc.record({
    ...base,
    kind: fc.constant('result' as const),
    state: fc.constantFrom('ok', 'notice', 'warning', 'error', 'running' as const),
  }),
  fc.record({
    ...base,
    kind: fc.constant('pod' as const),
    word: text,
    tone,
    restarts: text,
    age: text,
    line: optional,
  }),
);

const panel = fc.record({
  title: text,
  lines: fc.array(
    fc.record({
      text,
      tone: fc.option(fc.constantFrom('added', 'removed', 'dim', 'heading' as const), {nil: undefined}),
    }),
    {maxLength: 60},
  ),
  scroll: fc.nat(80),
  placement: fc.constantFrom('beside', 'over' as const),
  opened: fc.boolean(),
});

/** Screens that the wizard could make, and worse ones. */
export const arbitraryScreen: fc.Arbitrary<Screen> = fc
  .record({
    step: fc.constantFrom(...STEPS),
    stepNumber: fc.integer({min: 1, max: 6}),
    stepCount: fc.constant(6),
    corner: fc.option(text, {nil: undefined, freq: 3}),
    summary: text,
    status: fc.option(fc.array(fc.record({label: text, text}), {maxLength: 6}), {nil: undefined, freq: 2}),
    verdict: fc.option(fc.record({tone, text}), {nil: undefined, freq: 2}),
    question: text,
    overlay: fc.option(text, {nil: undefined, freq: 5}),
    rows: fc.array(row, {maxLength: 40}),
    place: fc.nat(),
    filter: fc.option(fc.record({text, editing: fc.boolean(), hidden: fc.nat(99)}), {
      nil: undefined,
      freq: 5,
    }),
    notices: fc.array(problem, {maxLength: 5}),
    hints: fc.array(fc.record({keys: fc.constantFrom('↑↓', 'enter', '?', 'ctrl+c'), label: text}), {
      maxLength: 9,
    }),
    panel: fc.option(panel, {nil: undefined, freq: 3}),
    busy: fc.option(text, {nil: undefined, freq: 5}),
  })
  .map(({place, ...screen}) => ({...screen, focus: (place % (screen.rows.length + 1)) - 1}));

/** Sizes from nothing to large, the usual ones more often. */
export const arbitrarySize = fc.record({
  columns: fc.oneof(fc.integer({min: 1, max: 160}), fc.constantFrom(30, 40, 60, 80, 100, 140)),
  rows: fc.oneof(fc.integer({min: 1, max: 60}), fc.constantFrom(8, 12, 24, 40)),
});
