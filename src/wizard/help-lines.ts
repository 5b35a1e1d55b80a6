import type {KeyTableRow, LiveRow} from './key-table.ts';
import type {PanelLine} from './screen.ts';

type Shown = Pick<KeyTableRow<never, string>, 'shown' | 'help'>;

/** Every key of a table, those that work now first. */
export function helpLines<Row extends Shown>({
  rows,
  live,
}: {
  readonly rows: readonly Row[];
  readonly live: readonly LiveRow<Row>[];
}): PanelLine[] {
  const line = ({help}: Row, keys: string): PanelLine => ({text: `${keys.padEnd(8)}  ${help}`});
  const others = rows.filter((row) => !live.some((entry) => entry.row === row));
  return [
    {text: 'Now', tone: 'heading'},
    ...live.map(({row, shown}) => line(row, shown)),
    {text: ''},
    {text: 'Elsewhere', tone: 'heading'},
    ...others.map((row) => line(row, row.shown)),
  ];
}
