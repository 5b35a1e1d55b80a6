import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {Ajv} from 'ajv';
import * as fc from 'fast-check';
import {parse} from 'yaml';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {toolCheckScript} from '../../src/domain/pipeline/tool-check-script.ts';
import {validationPipeline} from '../../src/domain/validation-pipeline.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';

type Tree = Record<string, any>;

const schema = JSON.parse(
  readFileSync(new URL('../schemas/pipeline.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv({allErrors: true}).compile(schema);

const pipelineOf = (overrides: PartialAnswers): Tree =>
  (parse(validationPipeline(completeAnswers(overrides))) as Tree)['pipeline'];
const stepOf = (overrides: PartialAnswers): Tree =>
  pipelineOf(overrides)['stages'][0].stage.spec.execution.steps[0].step;
const scriptOf = (overrides: PartialAnswers): string => stepOf(overrides)['spec'].source.spec.script;

describe('validation pipeline', () => {
  test('runs on the delegate, selected by its name', () => {
    const overrides = {
      delegate: {name: 'my-del', tags: ['linux', 'shared']},
      build: {org: 'o', project: 'p'},
    };
    const {stages, ...head} = pipelineOf(overrides);
    assert.deepEqual(head, {
      name: 'Validate my-del',
      identifier: 'validate_my_del',
      projectIdentifier: 'p',
      orgIdentifier: 'o',
      tags: {},
    });
    assert.equal(stages[0].stage.type, 'Custom');
    const {source, ...spec} = stepOf(overrides)['spec'];
    assert.equal(source.type, 'Inline');
    assert.deepEqual(spec, {
      shell: 'Bash',
      onDelegate: true,
      environmentVariables: [],
      outputVariables: [],
      delegateSelectors: ['my-del'],
    });
  });

  test('checks each chosen tool, further versions by their own name', () => {
    const script = scriptOf({tools: ['kubectl@1.33.1', 'kubectl@1.28.7', 'helm@3.15.4']});
    const checks = script.split('\n').filter((line) => line.startsWith('check '));
    assert.equal(checks.length, 3);
    assert.ok(
      checks.some((line) => line.startsWith('check helm 3.15.4 helm ')),
      checks.join('\n'),
    );
    assert.ok(
      checks.some((line) => line.startsWith('check kubectl 1.33.1 kubectl ')),
      checks.join('\n'),
    );
    assert.ok(
      checks.some((line) => line.startsWith('check kubectl-1.28.7 1.28.7 kubectl-1.28.7 ')),
      checks.join('\n'),
    );
  });

  test('a custom tool with its own arguments', () => {
    const custom = {
      name: 'acme-cli',
      version: '2.0',
      url: 'https://dl.corp/acme',
      versionArgs: 'about --short',
    };
    assert.match(scriptOf({customTools: [custom]}), /^check acme-cli 2\.0 acme-cli about --short$/m);
  });

  test('any answers give a known shape and a script without expressions', () =>
    fc.assert(
      fc.property(arbitraryAnswers(), (answers) => {
        const text = validationPipeline(answers);
        const document = parse(text) as Tree;
        assert.ok(validate(document), JSON.stringify(validate.errors));
        assert.deepEqual(parse(text, {version: '1.1', merge: false}), document);
        const {script} = document['pipeline'].stages[0].stage.spec.execution.steps[0].step.spec.source.spec;
        assert.doesNotMatch(script, /<\+|\$\{/);
      }),
      {numRuns: 100},
    ));
});

describe('the script in Bash', () => {
  const tool = (name: string, more: object = {}) => ({
    name,
    version: '1.0',
    command: name,
    isDefault: true,
    versionArgs: '--version',
    ...more,
  });

  /** Runs the script with nothing on PATH but grep and the given programs. */
  function run(tools: readonly ReturnType<typeof tool>[], programs: Readonly<Record<string, string>>) {
    const directory = mkdtempSync(join(tmpdir(), 'tool-check-'));
    try {
      for (const [name, body] of Object.entries({...programs, grep: 'PATH=/usr/bin:/bin exec grep "$@"'})) {
        const path = join(directory, name);
        writeFileSync(path, `#!/bin/bash\n${body}\n`);
        chmodSync(path, 0o755);
      }
      const script = toolCheckScript(tools);
      return spawnSync('/bin/bash', ['-c', script], {env: {PATH: directory}, encoding: 'utf8'});
    } finally {
      rmSync(directory, {recursive: true});
    }
  }

  test('prints a table and succeeds when all answer', () => {
    const result = run([tool('kubectl'), tool('helm', {version: '', versionArgs: 'version --short'})], {
      kubectl: 'echo; echo "Client Version: v1.0 $*"; echo more',
      helm: 'echo "args $*" >&2',
    });
    assert.equal(result.status, 0, result.stderr);
    assert.match(result.stdout, /^TOOL +WANTED +THIS DELEGATE SAYS$/m);
    assert.match(result.stdout, /^kubectl +1\.0 +Client Version: v1\.0 --version$/m);
    assert.match(result.stdout, /^helm +any +args version --short$/m);
    assert.match(result.stdout, /All tools answer/);
  });

  test('names every tool that is missing or does not run, after checking all', () => {
    const result = run(
      [tool('gone'), tool('broken'), tool('helm'), tool('oc', {isDefault: false, version: '4.18'})],
      {
        broken: 'echo "cannot execute"; exit 126',
        helm: 'echo v1',
      },
    );
    assert.equal(result.status, 1);
    assert.match(result.stdout, /^gone +1\.0 +NOT FOUND: gone is not on PATH$/m);
    assert.match(result.stdout, /^broken +1\.0 +DOES NOT RUN: cannot execute$/m);
    assert.match(result.stdout, /^helm +1\.0 +v1$/m);
    assert.match(result.stdout, /^Missing or broken on this delegate: gone broken oc-4\.18$/m);
  });

  test('a tool that waits for input does not hold it up', () => {
    const result = run([tool('shell')], {shell: 'read -r line; echo "read: $line"'});
    assert.equal(result.status, 0, result.stderr);
  });

  test('without tools there is nothing to fail', () => assert.equal(run([], {}).status, 0));
});
