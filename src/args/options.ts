import type {CommandName} from './commands.ts';
import {DEPLOY_OPTIONS, ON_CLUSTER} from './deploy-options.ts';
import type {FailOn} from './deploy-options.ts';
import type {OptionRow} from './option-row.ts';

export const PRINTABLE = ['dockerfile', 'manifest', 'step', 'validation', 'answers'] as const;
export type Printable = (typeof PRINTABLE)[number];

export const EXISTING = ['fail', 'keep', 'overwrite', 'beside'] as const;
export type Existing = (typeof EXISTING)[number];

const WITH_ANSWERS: readonly CommandName[] = ['wizard', 'generate', 'apply', 'presets save'];
const ON_SCREEN: readonly CommandName[] = ['wizard', 'watch'];
const WRITING: readonly CommandName[] = ['wizard', 'generate', 'apply'];

export const OPTIONS = [
  {
    flag: 'preset',
    kind: 'text',
    placeholder: 'NAME|FILE|-',
    commands: WITH_ANSWERS,
    help: 'Start from a preset: its name, a file, or - for standard input',
  },
  {
    flag: 'output',
    kind: 'text',
    placeholder: 'DIR',
    commands: WRITING,
    help: 'Directory to write to; made when it does not exist',
  },
  {
    flag: 'tool',
    kind: 'repeated',
    placeholder: 'NAME[@VERSION]',
    commands: WITH_ANSWERS,
    help: 'Add one client tool to those of the preset; may be repeated',
  },
  {
    flag: 'token-file',
    kind: 'text',
    placeholder: 'FILE|-',
    commands: WRITING,
    help: 'With --token-from file: read the delegate token from here; else it comes from DELEGATE_TOKEN',
  },
  {
    flag: 'existing',
    kind: 'choice',
    values: EXISTING,
    commands: WRITING,
    help: 'Files that you edited since: stop (fail), keep yours, overwrite with a backup, or write the new one beside',
  },
  {
    flag: 'dry-run',
    kind: 'boolean',
    commands: WRITING,
    help: 'Say what would be written, or with apply what would change, and change nothing',
  },
  {
    flag: 'print',
    kind: 'choice',
    values: PRINTABLE,
    commands: ['wizard', 'generate'],
    help: 'Print this one text, and write nothing',
  },
  ...DEPLOY_OPTIONS,
  {
    flag: 'force',
    kind: 'boolean',
    commands: ['presets save', 'presets import', 'presets export'],
    help: 'Replace what has that name already',
  },
  {
    flag: 'json',
    kind: 'boolean',
    commands: ['wizard', 'generate', ...ON_CLUSTER, 'presets', 'tools', 'latest'],
    help: 'Print JSON, one event a line, for programs',
  },
  {
    flag: 'headless',
    kind: 'boolean',
    commands: ON_SCREEN,
    help: 'Print lines and do not open the screens, also in a terminal',
  },
  {
    flag: 'accessible',
    kind: 'boolean',
    commands: ON_SCREEN,
    help: 'Plain sentences instead of columns and signs, for screen readers',
  },
  {flag: 'no-color', kind: 'boolean', commands: ON_SCREEN, help: 'No colours; NO_COLOR does the same'},
  {flag: 'help', short: 'h', kind: 'boolean', commands: 'all', help: 'Explain a command and its flags'},
  {flag: 'version', kind: 'boolean', commands: 'all', help: 'Print the version of delegate-tui'},
] as const satisfies readonly OptionRow[];

/** Values of the options, as far as they were given. */
export interface OptionValues {
  preset?: string;
  output?: string;
  tool: string[];
  tokenFile?: string;
  existing?: Existing;
  dryRun: boolean;
  print?: Printable;
  context?: string;
  file?: string[];
  yes?: boolean;
  forceConflicts?: boolean;
  last?: boolean;
  failOn?: FailOn;
  /** Durations in milliseconds. */
  tolerate?: number;
  timeout?: number;
  settle?: number;
  /** Scenario; empty when none is named. */
  practice?: string;
  force: boolean;
  json: boolean;
  headless: boolean;
  accessible: boolean;
  noColor: boolean;
  help: boolean;
  version: boolean;
}
