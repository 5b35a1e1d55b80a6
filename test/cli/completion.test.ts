import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import type {TestContext} from 'node:test';
import {COMMANDS} from '../../src/args/commands.ts';
import {FLAGS, allows} from '../../src/args/flags.ts';
import {SHELLS} from '../../src/commands/completion/shells.ts';
import type {Shell} from '../../src/commands/completion/shells.ts';
import {completionTables} from '../../src/commands/completion/tables.ts';
import {startPty} from '../helpers/pty.ts';
import {runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

/** What is typed before the tab key, and what stands there after it. */
const CASES: readonly (readonly [typed: string, becomes: string])[] = [
  ['gen', 'generate'],
  ['presets sa', 'presets save'],
  ['help pres', 'help presets'],
  ['help practi', 'help practice'],
  ['completion zs', 'completion zsh'],
  ['generate --exi', 'generate --existing'],
  ['generate --existing over', 'generate --existing overwrite'],
  ['generate --no-push --exi', 'generate --no-push --existing'],
  ['--preset kubernetes --exi', '--preset kubernetes --existing'],
  ['generate --output generate --no-pus', 'generate --output generate --no-push'],
  ['generate --existing=over', 'generate --existing=overwrite'],
  ['generate --features kubernetes,terraf', 'generate --features kubernetes,terraform'],
  ['generate --tools kubectl@1.33.1,harness-pyw', 'generate --tools kubectl@1.33.1,harness-pywinrm'],
  ['apply --practice=image-not-f', 'apply --practice=image-not-found'],
  ['generate --preset team-t', 'generate --preset team-terraform'],
  ['generate --preset=team-t', 'generate --preset=team-terraform'],
  ['generate --preset some-pre', 'generate --preset some-preset.yaml'],
  ['presets show team-t', 'presets show team-terraform'],
  ['presets import some-pre', 'presets import some-preset.yaml'],
  ['patch some-pre', 'patch some-preset.yaml'],
  ['patch x --output some-pre', 'patch x --output some-preset.yaml'],
  ['generate --output some-dir', 'generate --output some-directory/'],
  ['apply --context prod', 'apply --context prod-east'],
  ['apply --context arn:aws:eks:eu', 'apply --context arn:aws:eks:eu-1:42:cluster/prod'],
  ['apply --context=arn:aws:eks:eu', 'apply --context=arn:aws:eks:eu-1:42:cluster/prod'],
];

const EVIL = 'evil$(touch harm)`touch harm`';
const CONTEXTS = ['prod-east', 'arn:aws:eks:eu-1:42:cluster/prod', EVIL];

/** A directory with a completion script, stand-ins for both programs, a preset file and a directory. */
async function world(context: TestContext, shell: Shell) {
  const directory = temporaryDirectory(context);
  const bin = join(directory, '.bin');
  mkdirSync(bin);
  mkdirSync(join(directory, 'some-directory'));
  writeFileSync(join(directory, 'some-preset.yaml'), '');
  const program = (name: string, asked: string, lines: readonly string[]) => {
    const text = `#!/bin/sh\n[ "$*" = '${asked}' ] || exit 1\ncat <<'LINES'\n${lines.join('\n')}\nLINES\n`;
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  program('delegate-tui', 'presets', [
    'kubernetes      built-in  Manifests',
    'team-terraform  yours     Terraform',
  ]);
  program('kubectl', 'config get-contexts -o name', CONTEXTS);
  const {out, code} = await runCli(['completion', shell]);
  assert.equal(code, 0);
  writeFileSync(join(directory, '.script'), out);
  return {directory, env: {PATH: `${bin}:${process.env['PATH']}`, HOME: directory}};
}

const installed = (shell: string) => ({
  skip: spawnSync(shell, ['--version']).status !== 0 && `needs ${shell} (apt-get install ${shell})`,
});

const INTERACTIVE: Readonly<Record<'bash' | 'zsh', {args: readonly string[]; load: string}>> = {
  bash: {args: ['--norc', '--noprofile', '-i'], load: "bind 'set bell-style none'; source .script; PS1='% '"},
  zsh: {
    args: ['-f', '-i'],
    load: "unsetopt beep; autoload -U compinit; compinit -u -D; source .script; PS1='%% '",
  },
};

for (const shell of ['bash', 'zsh'] as const) {
  test(`completion: the tab key in ${shell}`, installed(shell), async (t) => {
    const {directory, env} = await world(t, shell);
    const {args, load} = INTERACTIVE[shell];
    const pty = startPty({command: shell, args, cwd: directory, env, columns: 120});
    t.after(() => pty.kill());
    const untilLine = (line: string) =>
      pty.until(line, (lines) => lines.filter((one) => one !== '').join('\n') === line);
    pty.press(`${load}; clear\r`);
    await untilLine('%');
    for (const [typed, becomes] of CASES) {
      pty.press(`delegate-tui ${typed}\t`);
      await untilLine(`% delegate-tui ${becomes}`);
      pty.press('\u0015\u000c');
      await untilLine('%');
    }
    // A name with shell signs in it is put there so that the shell reads it as a name.
    pty.press('delegate-tui apply --context evil\t');
    await pty.until('the quoted name', ([line = '']) => line.includes(String.raw`evil\$\(touch\ harm`));
    pty.press('\u0001echo \r');
    await pty.until('the name itself', (lines) => lines.some((line) => line.endsWith(EVIL)));
    assert.ok(!existsSync(join(directory, 'harm')));
  });
}

/** Flags as the script should offer them for a command. */
const offered = (command: (typeof COMMANDS)[number]['name']): string[] =>
  FLAGS.filter((row) => allows(command, row))
    .flatMap(({flag, negatable}) => [`--${flag}`, ...(negatable ? [`--no-${flag}`] : [])])
    .toSorted();

const typedName = (name: string): string => (name === 'wizard' ? '' : `${name} `);

test('completion: bash offers the flags of each command, and those that were given no more', async (t) => {
  const {directory, env} = await world(t, 'bash');
  const lines = [
    ...COMMANDS.map(({name}) => `delegate-tui ${typedName(name)}--`),
    'delegate-tui undo --yes --headless --',
  ];
  const asked = lines.map(
    (line) => `COMP_LINE='${line}'; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _delegate_tui; echo "\${COMPREPLY[*]}"`,
  );
  const out = execFileSync('bash', ['-c', `source .script\n${asked.join('\n')}`], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  const sorted = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').toSorted());
  const undo = offered('undo').filter((flag) => !['--yes', '--headless'].includes(flag));
  assert.deepEqual(sorted, [...COMMANDS.map(({name}) => offered(name)), undo]);
});

test('completion: fish offers the same', installed('fish'), async (t) => {
  const {directory, env} = await world(t, 'fish');
  const complete = (lines: readonly string[]): string[][] => {
    const asked = lines.map((line) => `complete -C '${line}'; echo =`);
    const options = {cwd: directory, env, encoding: 'utf8'} as const;
    const script = ['source .script', ...asked].join('\n');
    return execFileSync('fish', ['--no-config', '-c', script], options)
      .split('=\n')
      .slice(0, -1)
      .map((text) =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => line.split('\t')[0] ?? ''),
      );
  };
  const found = complete(CASES.map(([typed]) => `delegate-tui ${typed}`));
  assert.deepEqual(
    found,
    CASES.map(([, becomes]) => [becomes.split(' ').at(-1)]),
  );
  const flags = complete(COMMANDS.map(({name}) => `delegate-tui ${typedName(name)}--`));
  assert.deepEqual(
    flags.map((row) => row.toSorted()),
    COMMANDS.map(({name}) => offered(name)),
  );
  assert.deepEqual(complete(['delegate-tui apply --context evil']), [[EVIL]]);
  assert.ok(!existsSync(join(directory, 'harm')));
});

test('completion: every word behind a command has a row, and no column is empty', () => {
  const {operands, flags, commands} = completionTables();
  const wanted = COMMANDS.flatMap(({name, operands: [, most]}) =>
    Array.from({length: most}, (_, index) => `${name}\t${index + 1}`),
  );
  assert.deepEqual(
    operands.map((line) => line.split('\t').slice(0, 2).join('\t')).toSorted(),
    wanted.toSorted(),
  );
  for (const [lines, columns] of [
    [operands, 3],
    [flags, 5],
    [commands, 3],
  ] as const)
    for (const line of lines) {
      assert.equal(line.split('\t').length, columns, line);
      assert.ok(!/\t\t|\t$|\n/.test(line), line);
    }
});

test('completion: another shell is a slip of the command line', async () => {
  const {code, out, err} = await runCli(['completion', 'bassh']);
  assert.deepEqual({code, out}, {code: 2, out: ''});
  assert.match(err, /There is no completion for "bassh"; did you mean bash\?/);
  for (const shell of SHELLS) assert.match((await runCli(['completion', shell])).out, /delegate-tui/);
});
