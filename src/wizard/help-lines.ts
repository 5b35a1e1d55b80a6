import {KEY_WHERES, spellingsOf, type KeyTableRow, type LiveRow} from './key-table.ts';
import type {PanelLine, RowProblem} from './screen.ts';

type Shown = Pick<KeyTableRow<never, string>, 'shown' | 'shownInText' | 'help' | 'where'>;

/**
 * Every key of a table: those that work now, then the others under where they do. Between them, `told` whole: small
 * windows cut it.
 */
export function helpLines<Row extends Shown>({
  rows,
  live,
  told = [],
}: {
  readonly rows: readonly Row[];
  readonly live: readonly LiveRow<Row>[];
  readonly told?: readonly RowProblem[];
}): PanelLine[] {
  const line = ({help}: Row, keys: string): PanelLine => ({text: `${keys.padEnd(8)}  ${help}`});
  const others = rows.filter((row) => !live.some((entry) => entry.row === row));
  return [
    {text: 'Now', tone: 'heading'},
    ...live.map(({row, shown}) => line(row, shown)),
    ...(told.length === 0 ? [] : [{text: ''}, {text: 'To know', tone: 'heading'} as const]),
    ...told.map(({severity, message}): PanelLine => ({text: `${severity.padEnd(8)}  ${message}`})),
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
