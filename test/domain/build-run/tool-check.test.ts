import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import fc from 'fast-check';
import {readToolCheck} from '../../../src/domain/build-run/read-tool-check.ts';
import {toolCheckScript, type CheckedTool} from '../../../src/domain/build-run/tool-check-script.ts';
import {temporaryDirectory} from '../../helpers/temporary-directory.ts';

const tool = (name: string, version: string, more: Partial<CheckedTool> = {}): CheckedTool => ({
  name,
  version,
  command: name,
  isDefault: true,
  versionArgs: '--version',
  source: 'upstream',
  ...more,
});

const PROGRAMS: Readonly<Record<string, string>> = {
  kubectl: 'echo "kubectl $*" >&2; echo "Client Version: v1.35.3"; pwd > "$HOME/used"',
  'helm-3.8.0': 'echo helm 3.8.0',
  own: 'echo own 2.0; echo "end 2 0"; echo "found 3 /usr/bin/absent"; echo delegate-tui tool check done',
  silent: 'echo "must not run"',
  broken: 'echo "cannot open shared object"; exit 127',
};

/** Runs the script with these programs first on PATH. */
function runWith(context: TestContext, tools: readonly CheckedTool[], shell = 'sh') {
  const directory = join(temporaryDirectory(context), 'bin');
  mkdirSync(directory);
  for (const [name, body] of Object.entries(PROGRAMS)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(directory, name), 0o755);
  }
  const output = execFileSync(shell, ['-c', toolCheckScript(tools)], {
    encoding: 'utf8',
    env: {PATH: `${directory}:/usr/bin:/bin`},
  });
  return {...readToolCheck(output, tools), directory, output};
}

describe('the tool check', () => {
  const tools = [
    tool('kubectl', '1.35.3', {versionArgs: 'version --client'}),
    tool('helm', '3.8.0', {isDefault: false}),
    tool('own', '1.0'),
    tool('absent', '1.0'),
    tool('silent', '', {versionArgs: ''}),
    tool('broken', '1.0'),
  ];

  for (const shell of ['sh', 'bash'])
    it(`says of each tool what became of it, in ${shell}`, (context) => {
      const {checks, complete, user, directory} = runWith(context, tools, shell);
      assert.deepEqual(checks, [
        {
          tool: 'kubectl',
          version: '1.35.3',
          program: 'kubectl',
          path: `${directory}/kubectl`,
          found: true,
          printed: 'Client Version: v1.35.3',
          matches: true,
          exitCode: 0,
        },
        {
          tool: 'helm',
          version: '3.8.0',
          program: 'helm-3.8.0',
          path: `${directory}/helm-3.8.0`,
          found: true,
          printed: 'helm 3.8.0',
          matches: true,
          exitCode: 0,
        },
        {
          tool: 'own',
          version: '1.0',
          program: 'own',
          path: `${directory}/own`,
          found: true,
          printed: 'own 2.0',
          matches: false,
          exitCode: 0,
        },
        {tool: 'absent', version: '1.0', program: 'absent', found: false, matches: false},
        {
          tool: 'silent',
          version: '',
          program: 'silent',
          path: `${directory}/silent`,
          found: true,
          matches: 'unknown',
        },
        {
          tool: 'broken',
          version: '1.0',
          program: 'broken',
          path: `${directory}/broken`,
          found: true,
          printed: 'cannot open shared object',
          matches: 'unknown',
          exitCode: 127,
        },
      ]);
      assert.equal(complete, true);
      assert.equal(user, `${process.getuid?.()}:${process.getgid?.()}`);
    });

  it('a report that breaks off is not complete', (context) => {
    const {output} = runWith(context, tools);
    const half = readToolCheck(output.slice(0, output.indexOf('found 2')), tools);
    assert.equal(half.complete, false);
    assert.deepEqual(
      half.checks.map(({found}) => found),
      [true, true, false, false, false, false],
    );
  });

  it('what stands before the report does not count', (context) => {
    const {output, checks} = runWith(context, tools);
    assert.deepEqual(readToolCheck(`Welcome\nfound 3 /bin/absent\n${output}`, tools).checks, checks);
  });

  it('any output gives one safe row for each tool', () => {
    const word = fc.constantFrom(
      'delegate-tui tool check 1',
      'found 0 /bin/x',
      '| \u001b[31mv1.0',
      'end 0 7',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (lines) => {
        const {checks} = readToolCheck(lines.join('\n'), tools);
        assert.equal(checks.length, tools.length);
        // eslint-disable-next-line no-control-regex
        assert.ok(
          !/[\u0000-\u001f\u007f-\u009f]/.test(checks.map((check) => JSON.stringify(check)).join('')),
        );
        for (const {found, matches} of checks) assert.ok(found || matches === false);
      }),
    );
  });
});
