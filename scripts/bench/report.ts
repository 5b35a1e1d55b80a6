import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {formatted} from '../formatted.ts';
import {rounded, shown, type Figure, type Section} from './figures.ts';
import {ROOT} from './workshop.ts';

const timeRow = ({name, value, unit, ratio, aim}: Figure, bare: number): string =>
  `| ${name} | ${shown({value, unit})} | ${shown({value: value - bare, unit})} | ${ratio?.toFixed(2) ?? ''} | ${aim ?? ''} |`;
const plainRow = ({name, value, unit, aim}: Figure): string =>
  `| ${name} | ${shown({value, unit})} | ${aim ?? ''} |`;

const TIME_HEAD =
  '| | time | over bare node | bare node = 1 | aim, at most |\n| --- | --: | --: | --: | --- |';
const PLAIN_HEAD = '| | | aim, at most |\n| --- | --: | --- |';

function sectionText({title, figures, missing}: Section): string {
  const bare = figures.find(({ratio}) => ratio === 1)?.value;
  const rows = figures.map((figure) => (bare === undefined ? plainRow(figure) : timeRow(figure, bare)));
  const lines = [`**${title}**`, '', bare === undefined ? PLAIN_HEAD : TIME_HEAD, ...rows];
  return [...lines, ...(missing.length > 0 ? ['', `Not measured: ${missing.join(' ')}`] : [])].join('\n');
}

/** All tables, in Markdown. */
export const reportText = (machine: string, sections: readonly Section[]): string =>
  [machine, ...sections.map(sectionText)].join('\n\n');

/** Those that say most. */
const README_FIGURES = [
  'node',
  'wizard',
  'generate-print',
  'version',
  'peer-clack',
  'peer-inquirer',
  'peer-ink',
  'key',
  'key-fzf',
  'key-ink',
  'idle',
  'changing',
  'memory-wizard',
  'memory-changing',
  'packed',
  'npx',
];

/** A few rows of all of them. */
function shortText(machine: string, sections: readonly Section[]): string {
  const all = sections.flatMap(({figures}) => figures);
  const rows = README_FIGURES.flatMap((id) => all.filter((figure) => figure.id === id)).map(
    ({name, value, unit, ratio}) =>
      `| ${name.replaceAll('**', '')} | ${shown({value, unit})} | ${ratio?.toFixed(2) ?? ''} |`,
  );
  return [machine, '', '| | | bare node = 1 |', '| --- | --: | --: |', ...rows].join('\n');
}

/** Puts a text between `<!-- bench:start -->` and `<!-- bench:end -->` of a file of ours, formatted as the project is. */
async function fillMarked(name: string, text: string): Promise<void> {
  const path = join(ROOT, name);
  const marked = /(<!-- bench:start -->\n)[^]*?(<!-- bench:end -->)/;
  const before = readFileSync(path, 'utf8');
  if (!marked.test(before))
    throw new Error(
      `${name} has no place for the figures: add the lines <!-- bench:start --> and <!-- bench:end -->.`,
    );
  const after = before.replace(marked, (_whole, start: string, end: string) => `${start}\n${text}\n\n${end}`);
  writeFileSync(path, await formatted({file: path, text: after}));
}

/** Writes the tables where people read them, and the numbers where the next run can be compared with them. */
export async function writeReport({
  machine,
  day,
  sections,
}: {
  readonly machine: string;
  readonly day: string;
  readonly sections: readonly Section[];
}): Promise<void> {
  await fillMarked('PERFORMANCE.md', reportText(machine, sections));
  await fillMarked('README.md', shortText(machine, sections));
  const path = join(ROOT, 'test', 'bench', 'last.json');
  const figures = Object.fromEntries(
    sections.flatMap((section) =>
      section.figures.map((figure) => [
        figure.id,
        {
          value: rounded(figure),
          unit: figure.unit,
          ...(figure.ratio === undefined ? {} : {ratio: Number(figure.ratio.toFixed(2))}),
        },
      ]),
    ),
  );
  writeFileSync(path, await formatted({file: path, text: JSON.stringify({day, machine, figures})}));
}
