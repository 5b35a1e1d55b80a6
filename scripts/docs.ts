/**
 * Writes the tables of README.md that repeat what the sources say. With `--check`: changes nothing, and ends
 * with 1 when a table or the schema of presets is not what the sources make.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {COMMANDS} from '../src/args/commands.ts';
import {FLAGS} from '../src/args/flags.ts';
import {EXIT_CODE_ROWS} from '../src/exit-code.ts';
import {DEPLOY_KEYMAP} from '../src/wizard/deploy/keymap.ts';
import {KEYMAP} from '../src/wizard/keymap.ts';

const README = new URL('../README.md', import.meta.url);

/** Text inside a cell: a bar would end it. */
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
const code = (text: string): string => `\`${cell(text)}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const groups = [...new Set(FLAGS.map(({group}) => group))];

const flags = groups
  .map((group) => {
    const rows = FLAGS.filter((row) => row.group === group);
    return `### ${group}\n\n${table(
      ['Flag', 'What it says'],
      rows.map(({label, help}) => [code(label), cell(help)]),
    )}`;
  })
  .join('\n\n');

/** Rows of the key table as the footer names them; what is the same in several places is told once. */
const keyRows = [
  ...new Map(
    [...KEYMAP, ...DEPLOY_KEYMAP].map(({shown, label, help}) => [
      `${shown} ${help}`,
      [code(shown), cell(label), cell(help)],
    ]),
  ).values(),
];

const REGIONS: Readonly<Record<string, string>> = {
  commands: table(
    ['Command', 'What it does'],
    COMMANDS.map(({synopsis, help}) => [code(`delegate-tui ${synopsis}`), cell(help)]),
  ),
  keys: table(['Key', 'In the footer', 'What it does'], keyRows),
  flags,
  'exit-codes': table(
    ['Code', 'Meaning'],
    EXIT_CODE_ROWS.map(({code: number, help}) => [String(number), cell(help)]),
  ),
};

function withRegions(text: string): string {
  return Object.entries(REGIONS).reduce((document, [name, content]) => {
    const region = new RegExp(`(<!-- ${name}:start -->)[^]*(<!-- ${name}:end -->)`);
    if (!region.test(document)) throw new Error(`README.md has no region ${name}`);
    return document.replace(region, (_, start: string, end: string) => `${start}\n\n${content}\n\n${end}`);
  }, text);
}

async function formatted(markdown: string): Promise<string> {
  const {format, resolveConfig} = await import('prettier');
  const options = await resolveConfig(README);
  return format(markdown, {...options, parser: 'markdown'});
}

const before = readFileSync(README, 'utf8');
const after = await formatted(withRegions(before));

if (process.argv.includes('--check')) {
  const {isSchemaCurrent} = (await import(new URL('schema.js', import.meta.url).href)) as {
    isSchemaCurrent: () => Promise<boolean>;
  };
  const stale = [
    ...(before === after ? [] : ['README.md is not what the sources make: npm run docs']),
    ...((await isSchemaCurrent())
      ? []
      : ['schema/answers.schema.json is not what the sources make: npm run build']),
  ];
  for (const line of stale) process.stderr.write(`${line}\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else if (before !== after) {
  writeFileSync(README, after);
}
