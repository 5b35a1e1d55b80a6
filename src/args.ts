import {parseArgs} from 'node:util';
import {parseDuration} from './args/duration.ts';
import type {CommandName} from './args/commands.ts';
import {FLAGS, allows} from './args/flags.ts';
import type {FlagRow} from './args/flags.ts';
import {findCommand} from './args/find-command.ts';
import type {OptionRow} from './args/option-row.ts';
import type {OptionValues} from './args/options.ts';
import {unknownFlag, usageProblem} from './args/usage-problem.ts';
import {readValue, setPath} from './args/values.ts';
import type {Problem} from './domain/problem.ts';
import {sanitiseLine} from './domain/text.ts';

/** A command line, taken apart. Answers are not checked yet. */
export interface Arguments {
  readonly command: CommandName;
  /** The words behind the command. */
  readonly operands: readonly string[];
  readonly options: OptionValues;
  /** What the answer flags gave: a partial `Answers`. */
  readonly answers: Record<string, unknown>;
  /** What is wrong with the command line itself. Not empty: do nothing and exit with 2. */
  readonly problems: readonly Problem[];
}

/** Texts given for a flag, in order. Booleans collect 'true' and 'false'. */
type Given = Map<FlagRow, string[]>;

const NEGATABLE = FLAGS.filter((row) => row.negatable);
const FLAG_WORDS = [...FLAGS.map((row) => row.flag), ...NEGATABLE.map((row) => `no-${row.flag}`)];
const PARSE_OPTIONS = Object.fromEntries([
  ...FLAGS.map((row) => [
    row.flag,
    {type: row.takesValue ? ('string' as const) : ('boolean' as const), ...(row.short && {short: row.short})},
  ]),
  ...NEGATABLE.map((row) => [`no-${row.flag}`, {type: 'boolean' as const}]),
]);

/**
 * Takes argv (without node and script) apart. Never throws: everything wrong with it becomes a problem,
 * so that a user sees all of it at once.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const problems: Problem[] = [];
  const given: Given = new Map();
  const words: string[] = [];
  const unknownAt = new Set<number>();
  // Lenient, because its own messages speak of one mistake only; tokens tell us the rest.
  const {tokens} = parseArgs({args: [...argv], options: PARSE_OPTIONS, strict: false, tokens: true});
  for (const token of tokens) {
    // The word behind an unknown flag is most likely its value.
    if (token.kind === 'positional' && !unknownAt.has(token.index - 1)) words.push(token.value);
    if (token.kind !== 'option') continue;
    const {name, rawName: raw, value, inlineValue} = token;
    const row = rowOf(name);
    const problem = row
      ? refusal({row, raw, value, inline: inlineValue === true})
      : unknownFlag(name, raw, FLAG_WORDS);
    if (problem) problems.push(problem);
    else if (row)
      given.set(row, [
        ...(given.get(row) ?? []),
        value ?? (row.optionalValue ? '' : String(!name.startsWith('no-') || name === row.flag)),
      ]);
    if (!row && inlineValue !== true) unknownAt.add(token.index);
  }
  const {command, operands, problem: unclear} = findCommand(words);
  if (unclear) problems.push(unclear);
  const options: OptionValues = {
    tool: [],
    dryRun: false,
    force: false,
    json: false,
    headless: false,
    accessible: false,
    noColor: false,
    help: false,
    version: false,
  };
  const answers: Record<string, unknown> = {};
  for (const [row, texts] of given) {
    const problem = store({row, texts, command, options, answers});
    if (problem) problems.push(problem);
  }
  if (options.json && options.print)
    problems.push(usageProblem('conflict', 'does not go with --json; take one of them', '--print'));
  if (options.preset === '-' && options.tokenFile === '-')
    problems.push(
      usageProblem('conflict', 'standard input is read once; give a file for one of them', '--token-file'),
    );
  return {command, operands, options, answers, problems};
}

interface GivenFlag {
  readonly row: FlagRow;
  readonly raw: string;
  readonly value: string | undefined;
  /** Written as `--flag=value`. */
  readonly inline: boolean;
}

const rowOf = (name: string): FlagRow | undefined =>
  FLAGS.find((row) => row.flag === name) ?? NEGATABLE.find((row) => `no-${row.flag}` === name);

/** What is wrong with how a flag is written, when something is. */
function refusal({row, raw, value, inline}: GivenFlag): Problem | undefined {
  const {flag, takesValue, negatable, optionalValue} = row;
  if (optionalValue && value === '')
    return usageProblem('needs-value', 'needs a name behind =, or no =', raw);
  if (!takesValue && !optionalValue && value !== undefined) {
    return usageProblem(
      'no-value',
      negatable ? `takes no value; write --${flag} or --no-${flag}` : 'takes no value',
      raw,
    );
  }
  if (takesValue && (value === undefined || (!inline && /^--./.test(value)))) {
    return usageProblem(
      'needs-value',
      `needs a value; one that begins with dashes is written --${flag}=VALUE`,
      raw,
    );
  }
  return undefined;
}

interface Storing {
  readonly row: FlagRow;
  readonly texts: readonly string[];
  readonly command: CommandName;
  readonly options: OptionValues;
  readonly answers: Record<string, unknown>;
}

function store({row, texts, command, options, answers}: Storing): Problem | undefined {
  const flag = `--${row.flag}`;
  if (!allows(command, row)) {
    return usageProblem(
      'unused-flag',
      `is not used by ${command === 'wizard' ? 'the wizard' : `delegate-tui ${command}`}; leave it out`,
      flag,
    );
  }
  if (texts.length > 1 && !row.repeatable)
    return usageProblem('duplicate-flag', 'is given twice; keep one', flag);
  if (row.field) {
    const read = row.negatable ? {value: texts[0] === 'true'} : readValue(row.field, texts);
    if ('wrong' in read) return usageProblem('invalid', read.wrong, flag);
    setPath(answers, row.field.path, read.value);
    return undefined;
  }
  const {kind, values} = row.option ?? {};
  const text = texts[0] ?? '';
  if (kind === 'choice' && !values?.includes(text)) {
    return usageProblem('invalid', `must be one of: ${values?.join(', ')}`, flag);
  }
  // An unset variable in a script must not mean "here".
  if (row.takesValue && texts.some((given) => given.trim() === ''))
    return usageProblem('invalid', 'is empty; give a value, or leave the flag out', flag);
  if (row.flag === 'output' && !canBeShown(text))
    return usageProblem(
      'invalid',
      'holds characters that cannot be shown, so no command with it could be copied; give another name',
      flag,
    );
  const value = optionValue(kind, texts);
  if (value === undefined)
    return usageProblem('invalid', 'must be a duration such as 90s, 2m or 1h30m', flag);
  const key = row.flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  Object.assign(options, {[key]: value});
  return undefined;
}

/** Node puts U+FFFD where a word is no UTF-8: that would be another name. */
const canBeShown = (text: string): boolean =>
  !text.includes('\uFFFD') && sanitiseLine(text, {maxLength: Number.POSITIVE_INFINITY}) === text;

function optionValue(kind: OptionRow['kind'] | undefined, texts: readonly string[]): unknown {
  const text = texts[0] ?? '';
  if (kind === 'duration') return parseDuration(text);
  return kind === 'boolean' ? true : kind === 'repeated' ? [...texts] : text;
}
