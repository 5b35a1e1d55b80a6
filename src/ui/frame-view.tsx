import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import type {ItemProps} from 'ink-select-input';
import type {FC, ReactElement} from 'react';
import type {Row} from '../wizard/screen.ts';
import {frameRows} from './frame-rows.ts';
import type {FrameRow} from './frame-rows.ts';
import type {FrameLayout} from './layout.ts';
import type {Line} from './line.ts';
import {LinesView} from './line-view.tsx';
import {useTheme} from './theme-context.ts';

const NoIndicator = (): null => null;

/** `SelectInput` hands every property of an item to its item component; `lines` travels that way. */
const SelectItem = LinesView as unknown as FC<ItemProps>;

interface ListItem {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly lines: readonly Line[];
}

/**
 * The list that has the focus. `SelectInput` only draws: its own key handling loses keys that arrive in one read,
 * so it is not focused, and the pointer is part of the line.
 */
function FocusedList({items}: {readonly items: readonly ListItem[]}): ReactElement {
  return (
    <SelectInput
      isFocused={false}
      items={[...items]}
      indicatorComponent={NoIndicator}
      itemComponent={SelectItem}
    />
  );
}

const LIST_KINDS: ReadonlySet<Row['kind'] | undefined> = new Set<Row['kind']>(['choose', 'check', 'radio']);

/** Neighbouring rows of the kind that has the focus: first and behind the last; none when it is no list. */
function focusedRange(rows: readonly FrameRow[]): readonly [start: number, end: number] {
  const focus = rows.findIndex(({placed}) => placed?.focused === true);
  const kind = rows[focus]?.placed?.row.kind;
  if (!LIST_KINDS.has(kind)) return [rows.length, rows.length];
  const isOther = ({placed}: FrameRow): boolean => placed?.row.kind !== kind;
  const after = rows.findIndex((row, index) => index > focus && isOther(row));
  return [
    rows.findLastIndex((row, index) => index < focus && isOther(row)) + 1,
    after < 0 ? rows.length : after,
  ];
}

function itemsOf(rows: readonly FrameRow[]): ListItem[] {
  const items: {key: string; label: string; value: string; lines: Line[]}[] = [];
  for (const {line, placed, isFirst} of rows) {
    if (placed === undefined || isFirst === true) {
      const {id, label} = placed?.row ?? {id: '', label: ''};
      items.push({key: `${items.length} ${id}`, label, value: id, lines: [line]});
    } else items.at(-1)?.lines.push(line);
  }
  return items;
}

/** One frame. Few nodes, because each costs time before the first frame and at every key. */
export function FrameView({layout}: {readonly layout: FrameLayout}): ReactElement {
  const {glyphs} = useTheme();
  const rows = frameRows(layout, glyphs);
  const [start, end] = focusedRange(rows);
  const lines = (part: readonly FrameRow[]): Line[] => part.map(({line}) => line);
  return (
    <Box flexDirection="column">
      <LinesView lines={lines(rows.slice(0, start))} />
      {start === end ? null : <FocusedList items={itemsOf(rows.slice(start, end))} />}
      {end === rows.length ? null : <LinesView lines={lines(rows.slice(end))} />}
    </Box>
  );
}
