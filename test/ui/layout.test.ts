import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {arbitraryScreen, arbitrarySize} from '../helpers/arbitrary-screen.ts';
import {reviewScreen, sampleScreen, toolsScreen} from '../helpers/screen-samples.ts';
import {layoutScreen, panelPlacement} from '../../src/ui/layout.ts';
import type {FrameLayout} from '../../src/ui/layout.ts';
import {lineCells, lineText} from '../../src/ui/line.ts';
import type {Line} from '../../src/ui/line.ts';
import type {Row} from '../../src/wizard/screen.ts';
import {createTheme} from '../../src/ui/theme.ts';
import {layoutSpoken} from '../../src/ui/spoken-layout.ts';
import {tooSmallLines} from '../../src/ui/too-small.ts';

const themes = [
  createTheme({env: {LANG: 'C.UTF-8', TERM: 'xterm'}}),
  createTheme({env: {LANG: 'C', TERM: 'dumb'}, noColor: true}),
];

const leftLines = ({middle, plan}: FrameLayout): Line[] => {
  if (middle === undefined) return [];
  const gap: Line[] = plan.gaps ? [[]] : [];
  return [
    middle.question,
    ...middle.status,
    ...gap,
    ...(middle.filter === undefined ? [] : [middle.filter]),
    ...middle.rows.flatMap(({lines}) => lines.map((line): Line => [{text: '  ', role: 'plain'}, ...line])),
    ...(middle.more === undefined ? [] : [middle.more]),
    ...(middle.notices.length > 0 ? gap : []),
    ...middle.notices,
    ...(middle.verdict.length > 0 ? gap : []),
    ...middle.verdict,
  ];
};

test('any screen at any size stays inside its budget, with the focus visible', () => {
  fc.assert(
    fc.property(
      arbitraryScreen,
      arbitrarySize,
      fc.nat(50),
      fc.constantFrom(...themes),
      (screen, size, top, theme) => {
        const {columns, rows} = size;
        const small = tooSmallLines({screen, theme, columns, rows});
        if (small !== undefined) {
          assert.ok(small.length <= Math.max(rows - 1, 1), `${small.length} lines in ${rows} rows`);
          for (const line of small) assert.ok(lineCells(line) < Math.max(columns, 1), lineText(line));
          return;
        }
        const layout = layoutScreen({screen, theme, columns, rows, top});
        const left = leftLines(layout);
        const panel = layout.panel ?? [];
        const rules = Number(layout.plan.topRule) + Number(layout.plan.bottomRule);
        const height = 2 + rules + Math.max(left.length, panel.length);
        assert.ok(height <= rows - 1, `${height} lines in ${rows} rows`);
        for (const line of left) assert.ok(lineCells(line) <= layout.leftWidth, lineText(line));
        for (const line of panel) {
          const room = layout.middle === undefined ? layout.width : layout.width - layout.leftWidth - 1;
          assert.ok(lineCells(line) <= room, lineText(line));
        }
        for (const line of [layout.header, layout.footer])
          assert.ok(lineCells(line) <= layout.width, lineText(line));
        if (layout.middle !== undefined && screen.focus >= 0) {
          assert.equal(layout.middle.rows.filter(({focused}) => focused).length, 1);
        }
      },
    ),
    {numRuns: 200},
  );
});

test('spoken screens keep the focus and never throw', () => {
  fc.assert(
    fc.property(arbitraryScreen, arbitrarySize, fc.nat(50), (screen, {columns, rows}, top) => {
      const layout = layoutSpoken({screen, columns, rows, top});
      const spoken =
        screen.panel !== undefined && (screen.panel.placement === 'over' || screen.panel.opened === true);
      if (screen.focus >= 0 && !spoken) assert.ok(layout.rows.some(({state}) => state.selected === true));
    }),
    {numRuns: 200},
  );
});

for (const [columns, opened, placement] of [
  [140, false, 'beside'],
  [100, false, 'beside'],
  [99, false, 'none'],
  [80, true, 'over'],
  [140, true, 'beside'],
] as const) {
  test(`a preview ${opened ? 'that was opened' : 'nobody opened'} at ${columns} columns: ${placement}`, () => {
    const panel = {title: 'Dockerfile', lines: [], scroll: 0, placement: 'beside' as const, opened};
    assert.equal(panelPlacement(panel, columns), placement);
  });
}

const sizes = {theme: themes[0] as (typeof themes)[0], columns: 80, rows: 24};
const texts = (lines: readonly Line[]): string[] => lines.map((line) => lineText(line).trimEnd());

test('scrolling moves one row for one key and tells what is hidden', () => {
  const first = layoutScreen({...sizes, screen: {...toolsScreen, focus: 12}, top: 0});
  const second = layoutScreen({...sizes, screen: {...toolsScreen, focus: 14}, top: first.middle?.top ?? 0});
  assert.equal(first.middle?.top, 0);
  assert.equal(second.middle?.top, 1);
  assert.equal(lineText(second.middle?.more ?? []), '… 1 more above, 20 more below');
});

test('in a high window, sentences that appear below the rows do not scroll them', () => {
  const high = {...sizes, rows: 32};
  const notices = [{severity: 'notice', message: 'a sentence of two lines, '.repeat(5)}] as const;
  const rows = Array.from({length: 60}, (_, index): Row => ({
    kind: 'check',
    id: `${index}`,
    label: `row ${index}`,
    checked: false,
  }));
  let top = 0;
  for (const focus of rows.keys()) {
    const screen = {...toolsScreen, rows, focus, notices: []};
    const quiet = layoutScreen({...high, screen, top}).middle;
    top = quiet?.top ?? 0;
    const said = layoutScreen({...high, screen: {...screen, notices}, top}).middle;
    assert.equal(said?.top, top, `focus ${focus}`);
    assert.ok(said?.rows.some(({focused}) => focused));
  }
});

test('columns do not move while scrolling', () => {
  const column = (focus: number): number => {
    const {middle} = layoutScreen({...sizes, screen: {...toolsScreen, focus}, top: 0});
    return texts(middle?.rows.at(-2)?.lines ?? [])[0]?.indexOf('checksum') ?? -1;
  };
  assert.equal(column(4), column(34));
});

test('options show all values where they fit, else the chosen one', () => {
  const screen = sampleScreen({
    step: 'policy',
    rows: [
      {
        kind: 'options',
        id: 'a',
        label: 'Cluster',
        options: [
          {label: 'Kubernetes', selected: false},
          {label: 'OpenShift', selected: true},
        ],
      },
    ],
  });
  const shown = (columns: number): string | undefined =>
    texts(layoutScreen({...sizes, columns, screen, top: 0}).middle?.rows[0]?.lines ?? [])[0];
  assert.equal(shown(80), 'Cluster   ◯ Kubernetes   ◉ OpenShift');
  assert.equal(shown(38), 'Cluster   ‹ OpenShift ›');
});

test('a long value shows what stands around its cursor', () => {
  const value = 'registry.example.com/a/long/path/to/the/image/of/this/delegate';
  const shown = (cursor: number): string | undefined => {
    const screen = sampleScreen({
      step: 'image',
      rows: [{kind: 'text', id: 'r', label: 'Repository', value, cursor}],
    });
    return texts(layoutScreen({...sizes, columns: 50, screen, top: 0}).middle?.rows[0]?.lines ?? [])[0];
  };
  assert.equal(shown(0), 'Repository   registry.example.com/a/long/path…');
  assert.equal(shown(value.length), 'Repository   …h/to/the/image/of/this/delegate');
});

test('a masked value is never in the frame', () => {
  const screen = sampleScreen({
    step: 'delegate',
    rows: [{kind: 'text', id: 't', label: 'Token', value: 'topsecret', masked: true, cursor: 3}],
  });
  const shown = JSON.stringify(layoutScreen({...sizes, screen, top: 0}).middle?.rows.map(({lines}) => lines));
  assert.ok(!shown.includes('top') && !shown.includes('secret'));
  assert.equal(shown.split('•').length - 1, 'topsecret'.length);
});

test('the panel shows from its scroll position and tells what is hidden', () => {
  const panel = {...reviewScreen.panel, placement: 'over', scroll: 10} as NonNullable<
    typeof reviewScreen.panel
  >;
  const lines = texts(layoutScreen({...sizes, screen: {...reviewScreen, panel}, top: 0}).panel ?? []);
  assert.equal(lines[0], 'Dockerfile');
  assert.equal(lines[1], 'RUN line 7 && \\');
  assert.equal(lines.at(-1), '… 10 more above, 16 more below');
});
