/** The man page, in man(7) macros, made from the tables of flags, commands and exit codes. */
import {COMMANDS} from '../src/args/commands.ts';
import {FLAGS} from '../src/args/flags.ts';
import {EXIT_CODE_ROWS} from '../src/domain/exit-code.ts';
import {SCENARIOS} from '../src/practice/scenarios.ts';
import {wrap} from '../src/console/usage.ts';

/** Letters that troff reads otherwise, and those that are not in ASCII. Source: groff_char(7). */
const SIGNS: readonly (readonly [sign: string, troff: string])[] = [
  ['\\', String.raw`\e`],
  ['-', String.raw`\-`],
  ['’', String.raw`\(cq`],
  ['…', '...'],
  ['“', String.raw`\(lq`],
  ['”', String.raw`\(rq`],
];

/** One line of text. A dot or quote at its start would be a request. */
export function troff(text: string): string {
  const written = SIGNS.reduce((line, [sign, letters]) => line.replaceAll(sign, letters), text);
  return /^[.']/.test(written) ? String.raw`\&${written}` : written;
}

/** Lines of a paragraph. Longer ones are harder to compare, and mandoc asks for short ones. */
const paragraph = (text: string): string[] => wrap(text, 70).map(troff);

/** Blanks that may stretch and break would be odd inside a command; words in capitals are what to fill in. */
const bold = (text: string): string => String.raw`\fB${troff(text)}\fR`;

const entry = (label: string, help: string): string[] => ['.TP', bold(label), ...paragraph(`${help}.`)];

/** Long lists of values are broken between words: a man page wraps at blanks only. */
const breakable = (label: string): string => label.replaceAll(/\s*\|\s*/g, ' | ');

const groups = [...new Set(FLAGS.map(({group}) => group))];

/** Day of the last release, as the foot of the page shows it. */
const EDITED = '2026-11-22';

const FILES: readonly (readonly [path: string, help: string])[] = [
  [
    '~/.config/delegate-tui',
    'Your presets and the remembered answers; secrets are never remembered. On macOS: ~/Library/Preferences/delegate-tui',
  ],
  ['~/.local/state/delegate-tui', 'Records of rollouts, for watch and undo; without secrets'],
  ['~/.local/state/delegate-tui/logs', 'Logs of image builds, the newest twenty'],
  [
    '~/.local/state/delegate-tui/last-crash.txt',
    'Where in the program the last error of its own was; without secrets',
  ],
  ['~/.cache/delegate-tui', 'Compiled code, for a quicker start. On macOS: ~/Library/Caches/delegate-tui'],
];

const ENVIRONMENT: readonly (readonly [name: string, help: string])[] = [
  [
    'CI',
    'Not empty, 0 or false: nothing is asked, as where no terminal is; what is missing is named, with exit code 2',
  ],
  ['DELEGATE_TOKEN', 'The delegate token, with --token-from file and no --token-file'],
  ['HARNESS_PLATFORM_API_KEY, HARNESS_API_KEY', 'API key of Harness, for latest and verify'],
  ['DELEGATE_TUI_CONFIG_DIR', 'Another place for presets and remembered answers'],
  [
    'DELEGATE_TUI_PRACTICE_SPEED',
    'How many times as fast as in life the practice cluster is; 20 when not set',
  ],
  ['DELEGATE_TUI_TODAY', 'Month that the age of delegate versions is counted from, such as 2026-11'],
  ['KUBECONFIG', 'As with kubectl'],
  ['LC_ALL, LC_CTYPE, LANG', 'The first that is set: without UTF-8 in it, signs are those of ASCII'],
  ['NO_COLOR', 'Not empty: no colours'],
  ['NODE_DISABLE_COMPILE_CACHE', 'Not empty: no compiled code is kept'],
  ['TERM', 'dumb, or not set: the screens are plain lines, one below the other, without colours'],
  [
    'XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME',
    'Other places for ~/.config, ~/.local/state and ~/.cache',
  ],
];

/** Text of `man/delegate-tui.1`. */
export function manPage(): string {
  const lines = [
    String.raw`.\" Made by npm run docs from the tables of the program: change those, not this page.`,
    `.TH DELEGATE\\-TUI 1 ${EDITED}`,
    // Words are not broken, and blanks not stretched: much of it is there to be copied.
    '.nh',
    '.ad l',
    '.SH NAME',
    String.raw`delegate\-tui \- custom Harness delegates: image, manifest, pipeline, rollout`,
    '.SH SYNOPSIS',
    ...COMMANDS.flatMap(({synopsis}, index) => [
      ...(index === 0 ? [] : ['.br']),
      `${bold('delegate-tui')} ${troff(breakable(synopsis))}`,
    ]),
    '.SH DESCRIPTION',
    ...paragraph(
      'Asks which tools a Harness delegate needs, where its image lives and what the cluster allows, and writes a Dockerfile, a Kubernetes manifest and pipelines. Applies the manifest with kubectl, watches the rollout, says why it does not go on, and offers the way back.',
    ),
    '.SH COMMANDS',
    ...COMMANDS.flatMap(({synopsis, help}) => entry(breakable(`delegate-tui ${synopsis}`), help)),
    '.SH OPTIONS',
    ...groups.flatMap((group) => [
      `.SS ${troff(group)}`,
      ...FLAGS.filter((row) => row.group === group).flatMap(({label, help}) => entry(breakable(label), help)),
    ]),
    '.SH PRACTICE SCENARIOS',
    ...SCENARIOS.flatMap(({name, says}) => ['.TP', bold(name), ...paragraph(says)]),
    '.SH EXIT STATUS',
    ...EXIT_CODE_ROWS.flatMap(({code, help}) => entry(String(code), help)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, help]) => entry(name, help)),
    '.SH FILES',
    ...FILES.flatMap(([path, help]) => entry(path, help)),
    '.SH EXAMPLES',
    '.EX',
    troff('delegate-tui'),
    troff('delegate-tui apply --output custom-del --context prod-east --yes'),
    troff('delegate-tui apply --output custom-del --practice=image-not-found --yes'),
    '.EE',
    '.SH SEE ALSO',
    '.BR kubectl (1)',
  ];
  return `${lines.join('\n')}\n`;
}
