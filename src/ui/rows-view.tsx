import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import type {IndicatorProps, ItemProps} from 'ink-select-input';
import type {FC, ReactElement} from 'react';
import type {Row} from '../wizard/screen.ts';
import {LineViews} from './line-view.tsx';
import {placeKey} from './place-key.ts';
import {POINTER_CELLS} from './place-rows.ts';
import type {PlacedRow} from './place-rows.ts';
import {useTheme} from './theme-context.ts';

function Pointer({isSelected = false}: IndicatorProps): ReactElement {
  const {glyphs, styles} = useTheme();
  return (
    <Box width={POINTER_CELLS} flexShrink={0}>
      {isSelected ? <Text {...styles.selected}>{`${glyphs.pointer} `}</Text> : null}
    </Box>
  );
}

function RowBody({placed}: {readonly placed: PlacedRow}): ReactElement {
  return (
    <Box flexDirection="column">
      <LineViews lines={placed.lines} />
    </Box>
  );
}

function RowView({placed}: {readonly placed: PlacedRow}): ReactElement {
  return (
    <Box>
      <Pointer isSelected={placed.focused} />
      <RowBody placed={placed} />
    </Box>
  );
}

/** `SelectInput` hands every property of an item to its item component; `placed` travels that way. */
const SelectItem = RowBody as unknown as FC<ItemProps>;

/**
 * The list that has the focus. `SelectInput` only draws: its own key handling loses keys that arrive in one
 * read, so it is not focused, and is mounted anew when the focus or the visible rows change.
 */
function FocusedList({run}: {readonly run: readonly PlacedRow[]}): ReactElement {
  const focus = run.findIndex(({focused}) => focused);
  const items = run.map((placed, index) => ({
    key: `${index} ${placed.row.id}`,
    label: placed.row.label,
    value: placed.row.id,
    placed,
  }));
  const mount = [focus, ...items.map(({key}) => key)].join(' ');
  return (
    <SelectInput
      key={mount}
      isFocused={false}
      items={items}
      initialIndex={focus}
      indicatorComponent={Pointer}
      itemComponent={SelectItem}
    />
  );
}

const LIST_KINDS: ReadonlySet<Row['kind'] | undefined> = new Set<Row['kind']>(['choose', 'check', 'radio']);

/** Neighbouring rows of one kind, in order. */
function runsOf(rows: readonly PlacedRow[]): PlacedRow[][] {
  const runs: PlacedRow[][] = [];
  for (const placed of rows) {
    const run = runs.at(-1);
    if (run?.[0]?.row.kind === placed.row.kind) run.push(placed);
    else runs.push([placed]);
  }
  return runs;
}

/** The visible rows. */
export function RowsView({rows}: {readonly rows: readonly PlacedRow[]}): ReactElement[] {
  return runsOf(rows).map((run, index) => {
    const isFocusedList = LIST_KINDS.has(run[0]?.row.kind) && run.some(({focused}) => focused);
    if (isFocusedList) return <FocusedList key={placeKey(index)} run={run} />;
    return (
      <Box key={placeKey(index)} flexDirection="column">
        {run.map((placed, place) => (
          <RowView key={placeKey(place)} placed={placed} />
        ))}
      </Box>
    );
  });
}
