import type {ContainerBuilder, Platform} from '../domain/build-run/builder-types.ts';
import type {CommandName} from './commands.ts';
import {BUILD_OPTIONS, ON_BUILDER} from './build-options.ts';
import {DEPLOY_OPTIONS, ON_CLUSTER} from './deploy-options.ts';
import type {FailOn} from './deploy-options.ts';
import type {OptionRow} from './option-row.ts';
import {PATCH_OPTIONS} from './patch-options.ts';
import type {PullPolicy} from '../domain/patch/patch-types.ts';

export const PRINTABLE = [
  'dockerfile',
  'manifest',
  'values',
  'terraform',
  'step',
  'validation',
  'answers',
  'override',
] as const;
export type Printable = (typeof PRINTABLE)[number];

export const EXISTING = ['fail', 'keep', 'overwrite', 'beside'] as const;
export type Existing = (typeof EXISTING)[number];

const WITH_ANSWERS: readonly CommandName[] = ['wizard', 'generate', 'build', 'apply', 'presets save'];
const ON_SCREEN: readonly CommandName[] = ['wizard', 'apply', 'watch', 'undo'];
const WRITING: readonly CommandName[] = ['wizard', 'generate', 'apply'];
/** They hold a live delegate against its answers. */
const LOOKING: readonly CommandName[] = ['status', 'verify'];

export const OPTIONS = [
  {
    flag: 'preset',
    kind: 'text',
    placeholder: 'NAME|FILE|-',
    commands: [...WITH_ANSWERS, ...LOOKING, 'patch'],
    help: 'Start from a preset: its name, a file, or - for standard input',
  },
  {
    flag: 'output',
    kind: 'text',
    placeholder: 'DIR',
    commands: [...WRITING, ...ON_BUILDER, ...LOOKING, 'patch'],
    help: 'Directory to write to, made when it does not exist; with build, push, status and verify, the one that was written; with patch, the file to write in the place of FILE',
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
    commands: [...WRITING, 'build', 'patch'],
    help: 'With --token-from file: read the delegate token from here; else it comes from DELEGATE_TOKEN',
  },
  {
    flag: 'existing',
    kind: 'choice',
    values: EXISTING,
    commands: [...WRITING, ...ON_BUILDER],
    help: 'Files that you edited since: stop (fail), keep yours, overwrite with a backup, or write the new one beside',
  },
  {
    flag: 'dry-run',
    kind: 'boolean',
    commands: [...WRITING, 'patch'],
    help: 'Say what would be written and what would change, line by line, and change nothing; ends with 1 when a file stands in the way, as without it',
  },
  {
    flag: 'print',
    kind: 'choice',
    values: PRINTABLE,
    commands: ['wizard', 'generate'],
    help: 'Print this one text, and write nothing',
  },
  ...BUILD_OPTIONS,
  ...PATCH_OPTIONS,
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
    commands: ['wizard', 'generate', ...ON_BUILDER, 'patch', ...ON_CLUSTER, 'presets', 'tools', 'latest'],
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
  {flag: 'no-color', kind: 'boolean', commands: 'all', help: 'No colours; NO_COLOR does the same'},
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
  builderTool?: ContainerBuilder;
  platform?: Platform;
  image?: string;
  skipSmokeTest?: boolean;
  pinDigest?: boolean;
  delegate?: string;
  check?: boolean;
  imagePullPolicy?: PullPolicy;
  fixAutoscaler?: boolean;
  fixSelector?: boolean;
  context?: string;
  file?: string[];
  yes?: boolean;
  forceConflicts?: boolean;
  undoOnFailure?: boolean;
  last?: boolean;
  run?: string;
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
