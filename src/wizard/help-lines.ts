import {KEY_WHERES, spellingsOf, type KeyTableRow, type LiveRow} from './key-table.ts';
import type {PanelLine} from './screen.ts';

type Shown = Pick<KeyTableRow<never, string>, 'shown' | 'shownInText' | 'help' | 'where'>;

/** Every key of a table: those that work now, then the others under where they do. */
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
    ...KEY_WHERES.flatMap((where): PanelLine[] => {
      const there = others.filter((row) => row.where === where);
      return there.length === 0
        ? []
        : [
            {text: ''},
            {text: `Elsewhere: ${where}`, tone: 'heading'},
            ...there.map((row) => line(row, spellingsOf(row).join(' '))),
          ];
    }),
  ];
}
