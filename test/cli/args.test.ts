import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseArguments} from '../../src/args.ts';
import {FLAGS} from '../../src/args/flags.ts';
import {FIELDS} from '../../src/domain/fields.ts';
import {isPlainObject} from '../../src/domain/merge.ts';

const valueAt = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (isPlainObject(node) ? node[key] : undefined), tree);

const SAMPLES = {
  text: {words: (flag: string) => [flag, 'word'], value: 'word'},
  choice: {words: (flag: string) => [flag, 'word'], value: 'word'},
  boolean: {words: (flag: string) => [flag], value: true},
  integer: {words: (flag: string) => [flag, '3'], value: 3},
  list: {words: (flag: string) => [flag, 'a,b', flag, 'c'], value: ['a', 'b', 'c']},
  map: {words: (flag: string) => [flag, 'a=b=c', flag, 'd='], value: {a: 'b=c', d: ''}},
} as const;

for (const field of FIELDS) {
  if (field.path === 'delegate.tolerations') continue;
  test(`--${field.flag} sets ${field.path}`, () => {
    const {words, value} = SAMPLES[field.kind];
    const {answers, problems} = parseArguments(['generate', ...words(`--${field.flag}`)]);
    assert.deepEqual(problems, []);
    assert.deepEqual(valueAt(answers, field.path), value);
  });
}

test('every flag has a name of its own', () => {
  const names = FLAGS.flatMap(({flag, negatable}) => (negatable ? [flag, `no-${flag}`] : [flag]));
  assert.equal(new Set(names).size, names.length);
});

for (const field of FIELDS.filter(({kind}) => kind === 'boolean')) {
  test(`--no-${field.flag} says no`, () => {
    assert.equal(valueAt(parseArguments([`--no-${field.flag}`]).answers, field.path), false);
  });
}

const TOLERATIONS: readonly [string, object][] = [
  ['dedicated', {key: 'dedicated', operator: 'Exists'}],
  ['dedicated=ci', {key: 'dedicated', operator: 'Equal', value: 'ci'}],
  ['dedicated=ci:NoSchedule', {key: 'dedicated', operator: 'Equal', value: 'ci', effect: 'NoSchedule'}],
  ['example.com/gpu:NoExecute', {key: 'example.com/gpu', operator: 'Exists', effect: 'NoExecute'}],
  ['dedicated=', {key: 'dedicated', operator: 'Equal', value: ''}],
  [':NoSchedule', {operator: 'Exists', effect: 'NoSchedule'}],
];

for (const [text, toleration] of TOLERATIONS) {
  test(`--tolerations ${text}`, () => {
    const {answers} = parseArguments(['generate', '--tolerations', `${text},other`]);
    assert.deepEqual(valueAt(answers, 'delegate.tolerations'), [
      toleration,
      {key: 'other', operator: 'Exists'},
    ]);
  });
}

interface ValueCase {
  readonly words: readonly string[];
  readonly path: string;
  readonly value: unknown;
}

const VALUES: readonly ValueCase[] = [
  {words: ['--name=custom'], path: 'delegate.name', value: 'custom'},
  {words: ['--name=--strange'], path: 'delegate.name', value: '--strange'},
  {words: ['--name', '-strange'], path: 'delegate.name', value: '-strange'},
  {words: ['--name', ''], path: 'delegate.name', value: ''},
  {
    words: ['--description', 'two words, one comma'],
    path: 'delegate.description',
    value: 'two words, one comma',
  },
  {words: ['--tags', ''], path: 'delegate.tags', value: []},
  {words: ['--tags', ' a , b ,'], path: 'delegate.tags', value: ['a', 'b']},
  {words: ['--replicas', '-1'], path: 'delegate.replicas', value: -1},
  {words: ['--replicas', '2.5'], path: 'delegate.replicas', value: '2.5'},
  {words: ['--replicas', 'many'], path: 'delegate.replicas', value: 'many'},
];

for (const {words, path, value} of VALUES) {
  test(`${JSON.stringify(words)} gives ${JSON.stringify(value)}`, () => {
    const {answers, problems} = parseArguments(words);
    assert.deepEqual(problems, []);
    assert.deepEqual(valueAt(answers, path), value);
  });
}

test('a map key called __proto__ stays data', () => {
  const env = valueAt(parseArguments(['--env', '__proto__=x']).answers, 'delegate.env');
  assert.deepEqual(Object.keys(env as object), ['__proto__']);
  assert.equal(Object.getPrototypeOf(env), Object.prototype);
});

test('options', () => {
  const {options, command, answers} = parseArguments([
    'generate',
    '--preset',
    '-',
    '--output=out',
    '--tool',
    'kubectl@1.33.1',
    '--tool',
    'jq',
    '--existing',
    'beside',
    '--dry-run',
    '--token-file',
    '-',
  ]);
  assert.equal(command, 'generate');
  assert.deepEqual(answers, {});
  assert.deepEqual(options, {
    preset: '-',
    output: 'out',
    tool: ['kubectl@1.33.1', 'jq'],
    existing: 'beside',
    dryRun: true,
    tokenFile: '-',
    force: false,
    json: false,
    headless: false,
    accessible: false,
    noColor: false,
    help: false,
    version: false,
  });
});

interface ProblemCase {
  readonly words: readonly string[];
  readonly code: string;
  readonly flag?: string;
  readonly says: RegExp;
}

const PROBLEMS: readonly ProblemCase[] = [
  {
    words: ['--acount-id', 'x'],
    code: 'unknown-flag',
    flag: '--acount-id',
    says: /did you mean --account-id\?/,
  },
  {words: ['--no-pussh'], code: 'unknown-flag', flag: '--no-pussh', says: /did you mean --no-push\?/},
  {
    words: ['--repository', 'x'],
    code: 'unknown-flag',
    flag: '--repository',
    says: /did you mean --image-repository or --codebase-repository\?/,
  },
  {
    words: ['--delegate-account-id', 'x'],
    code: 'unknown-flag',
    flag: '--delegate-account-id',
    says: /did you mean --account-id\?/,
  },
  {words: ['-x'], code: 'unknown-flag', flag: '-x', says: /is not a flag/},
  {words: ['--name', 'a', '--name', 'b'], code: 'duplicate-flag', flag: '--name', says: /twice/},
  {words: ['--push', '--no-push'], code: 'duplicate-flag', flag: '--push', says: /twice/},
  {words: ['--push=yes'], code: 'no-value', flag: '--push', says: /--no-push/},
  {words: ['--dry-run=yes'], code: 'no-value', flag: '--dry-run', says: /takes no value/},
  {words: ['--name'], code: 'needs-value', flag: '--name', says: /--name=VALUE/},
  {words: ['--name', '--push'], code: 'needs-value', flag: '--name', says: /--name=VALUE/},
  {words: ['--label', 'plain'], code: 'invalid', flag: '--label', says: /KEY=VALUE/},
  {words: ['--label', '=x'], code: 'invalid', flag: '--label', says: /KEY=VALUE/},
  {words: ['--label', 'a=1', '--label', 'a=2'], code: 'invalid', flag: '--label', says: /twice for a/},
  {words: ['--print', 'all'], code: 'invalid', flag: '--print', says: /dockerfile, manifest/},
  {words: ['--output', 'a\nb'], code: 'invalid', flag: '--output', says: /cannot be shown/},
  {words: ['--output', 'red\u001b[0m'], code: 'invalid', flag: '--output', says: /cannot be shown/},
  {words: ['--output', 'caf\uFFFD'], code: 'invalid', flag: '--output', says: /another name/},
  {words: ['--print', 'step', '--json'], code: 'conflict', flag: '--print', says: /--json/},
  {words: ['--preset', '-', '--token-file', '-'], code: 'conflict', flag: '--token-file', says: /read once/},
  {words: ['gnerate'], code: 'unknown-command', says: /did you mean generate\?/},
  {words: ['wizard'], code: 'unknown-command', says: /not a command/},
  {words: ['help', 'nope'], code: 'unknown-command', says: /^"nope" is not a command$/},
  {words: ['help', 'aply'], code: 'unknown-command', says: /^"aply" is not a command; did you mean apply\?$/},
  {words: ['help', 'presets', 'shw'], code: 'unknown-command', says: /did you mean presets show\?/},
  {
    words: ['generate', 'x'],
    code: 'operands',
    says: /^"x" is one word too many; write: delegate-tui generate/,
  },
  {
    words: ['generate', 'p.yaml'],
    code: 'operands',
    says: /; did you mean --preset p\.yaml\? Write: delegate-tui/,
  },
  {words: ['apply', 'm.yml'], code: 'operands', says: /; did you mean --file m\.yml\?/},
  {words: ['push', 'out/x'], code: 'operands', says: /; did you mean --output out\/x\?/},
  {words: ['patch', 'a.yaml', 'b.yaml'], code: 'operands', says: /^"b\.yaml" is one word too many; write:/},
  {words: ['tools', 'a', 'b'], code: 'operands', says: /^"a", "b" are too many words; write:/},
  {words: ['tools', 'deadbeef'.repeat(4)], code: 'operands', says: /^has too many words; write:/},
  ...[['deadbeef'.repeat(4)], ['help', 'deadbeef'.repeat(4)], ['presets', btoa('deadbeef'.repeat(4))]].map(
    (words) => ({
      words,
      code: 'unknown-command',
      says: /^is not known; a token on a command line[^]*--token-file/,
    }),
  ),
  {
    words: ['p.yaml'],
    code: 'unknown-command',
    says: /^"p\.yaml" is not a command; did you mean --preset p\.yaml\?$/,
  },
  {words: ['--token=x'], code: 'unknown-flag', flag: '--token', says: /--token-file, or set DELEGATE_TOKEN$/},
  {words: ['presets', 'shw', 'x'], code: 'unknown-command', says: /did you mean show\?/},
  {words: ['presets', 'show'], code: 'operands', says: /presets show NAME/},
  {words: ['tools', '--name', 'x'], code: 'unused-flag', flag: '--name', says: /leave it out/},
  {words: ['latest', '--namespace', 'x'], code: 'unused-flag', flag: '--namespace', says: /leave it out/},
  {
    words: ['generate', '--headless'],
    code: 'unused-flag',
    flag: '--headless',
    says: /^is not used by delegate-tui generate; leave it out$/,
  },
  {
    words: ['--force'],
    code: 'unused-flag',
    flag: '--force',
    says: /^is not used by the wizard; leave it out$/,
  },
];

for (const {words, code, flag, says} of PROBLEMS) {
  test(`${words.join(' ')} is refused: ${code}`, () => {
    const {problems} = parseArguments(words);
    assert.equal(problems.length, 1);
    const [problem] = problems;
    assert.equal(problem?.code, code);
    assert.equal(problem?.flag, flag);
    assert.match(problem?.message ?? '', says);
  });
}

test('all mistakes are told at once', () => {
  const {problems} = parseArguments(['generate', '--nam', 'x', '--push=1', '--size', 'a', '--size', 'b']);
  assert.deepEqual(problems.map(({code}) => code).sort(), ['duplicate-flag', 'no-value', 'unknown-flag']);
});

test('no command line makes the parser throw', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '--',
      '-',
      '--name',
      '--name=',
      '--label',
      '--tool',
      'generate',
      'presets',
      '-h',
      '--no-push',
      '--__proto__',
      '--constructor=x',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, {maxLength: 8}), (words) => Array.isArray(parseArguments(words).problems)),
  );
});

test('words behind -- are operands', () => {
  assert.deepEqual(parseArguments(['presets', 'show', '--', '--odd']).operands, ['--odd']);
});

const DURATIONS: readonly [string, number | undefined][] = [
  ['90', 90_000],
  ['90s', 90_000],
  ['2m', 120_000],
  ['2m30s', 150_000],
  ['1h', 3_600_000],
  ['1h30m', 5_400_000],
  ['0', 0],
  ['', undefined],
  ['-1', undefined],
  ['2 minutes', undefined],
  ['1.5m', undefined],
  ['9999h', undefined],
];

for (const [text, ms] of DURATIONS) {
  test(`--timeout ${JSON.stringify(text)} is ${ms === undefined ? 'refused' : `${ms} ms`}`, () => {
    const {options, problems} = parseArguments(['watch', `--timeout=${text}`]);
    assert.equal(options.timeout, ms);
    assert.equal(problems.length, ms === undefined ? 1 : 0);
  });
}

const PRACTICE: readonly [readonly string[], string | undefined][] = [
  [[], undefined],
  [['--practice'], ''],
  [['--practice=crash-loop'], 'crash-loop'],
];

for (const [words, practice] of PRACTICE) {
  test(`apply ${words.join(' ')} practises ${practice ?? 'nothing'}`, () => {
    const {options, problems} = parseArguments(['apply', ...words]);
    assert.deepEqual(problems, []);
    assert.equal(options.practice, practice);
  });
}

test('a scenario stands behind =, so that the next word stays what it is', () => {
  assert.equal(parseArguments(['apply', '--practice', 'ok']).problems[0]?.code, 'operands');
  assert.equal(parseArguments(['apply', '--practice=']).problems[0]?.code, 'needs-value');
});
