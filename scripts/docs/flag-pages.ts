import {COMMANDS} from '../../src/args/commands.ts';
import {FLAGS} from '../../src/args/flags.ts';
import type {FlagRow} from '../../src/args/flags.ts';
import {DEFAULT_ANSWERS} from '../../src/domain/defaults.ts';
import {FIELDS} from '../../src/domain/fields.ts';
import type {FieldRow} from '../../src/domain/fields.ts';
import {valueAt} from '../../src/domain/value-at.ts';
import {EXIT_CODE_ROWS} from '../../src/domain/exit-code.ts';
import {SCENARIOS} from '../../src/practice/scenarios.ts';
import type {Scenario} from '../../src/practice/scenarios/scenario.ts';
import {cell, code, page, table} from './markdown.ts';

/** Commands that take a flag that is no answer. */
function takers({option}: FlagRow): string {
  if (option === undefined) return '';
  if (option.commands === 'all') return 'every command';
  return option.commands.map((name) => (name === 'wizard' ? 'the wizard' : code(name))).join(', ');
}

const groups = [...new Set(FLAGS.map(({group}) => group))];

export const flagsPage = (): string =>
  page(
    'Flags',
    'Every flag of `delegate-tui`. `delegate-tui help COMMAND` lists those of one command. Flags of answers go with the wizard and with `generate`, `build`, `apply` and `presets save`; some go with other commands too, as their help says.',
    groups.map((group) => {
      const rows = FLAGS.filter((row) => row.group === group);
      if (group !== 'General')
        return [
          group,
          table(
            ['Flag', 'What it says'],
            rows.map(({label, help}) => [code(label), cell(help)]),
          ),
        ];
      return [
        group,
        table(
          ['Flag', 'What it says', 'With'],
          rows.map((row) => [code(row.label), cell(row.help), takers(row)]),
        ),
      ];
    }),
  );

export const commandsPage = (): string =>
  page('Commands', 'What stands behind `delegate-tui`.', [
    [
      '',
      table(
        ['Command', 'What it does'],
        COMMANDS.map(({synopsis, help}) => [code(`delegate-tui ${synopsis}`), cell(help)]),
      ),
    ],
  ]);

export const exitCodesPage = (): string =>
  page('Exit codes', 'How a run ended, as a shell or a pipeline sees it.', [
    [
      '',
      table(
        ['Code', 'Meaning'],
        EXIT_CODE_ROWS.map((row) => [String(row.code), cell(row.help)]),
      ),
    ],
  ]);

function defaultOf({path}: FieldRow): string {
  const value: unknown = valueAt(DEFAULT_ANSWERS, path.split('.'));
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? code(String(value)) : '';
}

const KINDS: Readonly<Record<FieldRow['kind'], string>> = {
  text: 'text',
  choice: 'one of',
  boolean: 'true or false',
  integer: 'whole number',
  list: 'list',
  map: 'mapping of texts',
};

const kindOf = ({kind, values = []}: FieldRow): string =>
  [KINDS[kind], ...(values.length > 0 ? [values.map(code).join(', ')] : [])].join(
    kind === 'list' ? ' of ' : ' ',
  );

/** A list whose items are more than words is shown by an example. */
const EXAMPLE = `\`\`\`yaml
tools:
  - kubectl@1.33.1 # a name, with or without a version
  - name: helm
    version: 3.15.4
    sha256:
      amd64: 0123… # pins the download, in the place of the published checksum
customTools:
  - name: deploy-helper
    version: 2.1.0
    url: https://tools.example.com/deploy-helper/{version}/deploy-helper-{arch}.tar.gz
    archive: tar.gz # none, tar.gz or zip
    member: deploy-helper-{version}/deploy-helper # the program inside the archive
    arch: {amd64: x86_64, arm64: aarch64} # words for {arch}, when not amd64 and arm64
    sha256: {amd64: 0123…, arm64: 4567…}
    versionArgs: --version # makes it print its version
delegate:
  tolerations:
    - {key: dedicated, operator: Equal, value: delegates, effect: NoSchedule}
\`\`\``;

export const answersPage = (): string =>
  page(
    'Answers',
    'Everything a preset file can hold. A file may hold any part; what is missing comes from the defaults, and flags beside it win. `delegate-tui schema` prints the same as JSON Schema, for editors. Secrets are no answers and stand in no preset.',
    [
      ...[...new Set(FIELDS.map(({group}) => group))].map((group): [string, string] => [
        group,
        table(
          ['Answer', 'Value', 'Default', 'Flag', 'What it says'],
          FIELDS.filter((row) => row.group === group).map((row) => [
            code(row.path),
            kindOf(row),
            defaultOf(row),
            code(`--${row.flag}`),
            cell(row.help),
          ]),
        ),
      ]),
      [
        'Tools in detail',
        `\`description\` says what a preset is for. Some answers have no flag:\n\n${EXAMPLE}`,
      ],
    ],
  );

/** What a run says at its end, with its exit code. */
function endOf({paused, ends, overtaken, byDeadline}: Scenario): string {
  if (paused === true) return 'paused (9)';
  if (overtaken === true) return 'changed by somebody else (9)';
  if (byDeadline === true) return 'no progress within the deadline (6)';
  return ends === 'complete' ? 'complete (0)' : 'cannot succeed as it is (6)';
}

export const practicePage = (): string =>
  page(
    'Practice scenarios',
    '`--practice=SCENARIO` plays one of these on a pretend cluster inside the program, which the real `kubectl` talks to. Waits pass twenty times as fast as in life; `DELEGATE_TUI_PRACTICE_SPEED=1` makes it real time.',
    [
      [
        '',
        table(
          ['Scenario', 'What happens', 'Ends'],
          SCENARIOS.map((scenario) => [code(scenario.name), cell(scenario.says), endOf(scenario)]),
        ),
      ],
    ],
  );
