import type {FieldTextRow, OptionsRow, Row, RowProblem, Screen, StatusLine} from '../wizard/screen.ts';
import {screenText} from './glyphs.ts';
import type {Glyphs} from './glyphs.ts';

type Clean = (text: string) => string;

function cleanOptional<Key extends string>(
  row: Readonly<Partial<Record<Key, string>>>,
  keys: readonly Key[],
  clean: Clean,
): Partial<Record<Key, string>> {
  const result: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const text = row[key];
    if (text !== undefined) result[key] = clean(text);
  }
  return result;
}

function cleanStatus({label, text}: StatusLine, clean: Clean): StatusLine {
  return {label: clean(label), text: clean(text)};
}

function cleanProblem(problem: RowProblem, clean: Clean): RowProblem {
  return {...problem, message: clean(problem.message)};
}

/** The cursor counts characters of the raw value, so both sides of it are cleaned on their own. */
function cleanValue(row: FieldTextRow, clean: Clean): Pick<FieldTextRow, 'value' | 'cursor'> {
  if (row.cursor === undefined) return {value: clean(row.value)};
  const before = clean(row.value.slice(0, row.cursor));
  return {value: before + clean(row.value.slice(row.cursor)), cursor: before.length};
}

function cleanOptions(row: OptionsRow, clean: Clean): Pick<OptionsRow, 'options'> {
  return {options: row.options.map((option) => ({...option, label: clean(option.label)}))};
}

function cleanRow(row: Row, clean: Clean): Row {
  const base = {
    label: clean(row.label),
    ...cleanOptional(row, ['detail'], clean),
    ...(row.problem === undefined ? {} : {problem: cleanProblem(row.problem, clean)}),
  };
  switch (row.kind) {
    case 'check':
      return {...row, ...base, ...cleanOptional(row, ['value', 'locked'], clean)};
    case 'radio':
      return {...row, ...base, ...cleanOptional(row, ['ruledOut'], clean)};
    case 'options':
      return {...row, ...base, ...cleanOptions(row, clean)};
    case 'text':
      return {...row, ...base, ...cleanOptional(row, ['placeholder'], clean), ...cleanValue(row, clean)};
    case 'file':
      return {...row, ...base, action: clean(row.action)};
    case 'pod':
      return {
        ...row,
        ...base,
        ...cleanOptional(row, ['line'], clean),
        word: clean(row.word),
        restarts: clean(row.restarts),
        age: clean(row.age),
      };
    default:
      return {...row, ...base};
  }
}

/**
 * The same screen with every text as one line of known width that the terminal can show. The lines of the
 * panel are left for the panel to clean: most of them are not visible.
 */
export function cleanScreen(screen: Screen, glyphs: Glyphs): Screen {
  const clean: Clean = (text) => screenText(text, glyphs);
  return {
    ...screen,
    ...cleanOptional(screen, ['overlay', 'busy', 'corner'], clean),
    summary: clean(screen.summary),
    question: clean(screen.question),
    rows: screen.rows.map((row) => cleanRow(row, clean)),
    notices: screen.notices.map((notice) => cleanProblem(notice, clean)),
    ...(screen.status === undefined ? {} : {status: screen.status.map((line) => cleanStatus(line, clean))}),
    ...(screen.verdict === undefined ? {} : {verdict: {...screen.verdict, text: clean(screen.verdict.text)}}),
    hints: screen.hints.map(({keys, label}) => ({keys: clean(keys), label: clean(label)})),
    ...(screen.filter === undefined ? {} : {filter: {...screen.filter, text: clean(screen.filter.text)}}),
  };
}
