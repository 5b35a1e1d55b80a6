import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, test} from 'node:test';
import {DockerfileParser} from 'dockerfile-ast';
import * as fc from 'fast-check';
import {parseAllDocuments} from 'yaml';
import type {Answers} from '../../src/domain/answers.ts';
import {checkAnswers} from '../../src/domain/check-answers.ts';
import {FIELDS, type FieldRow} from '../../src/domain/fields.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {HOSTILE_LINES, HOSTILE_TEXTS} from '../helpers/arbitrary-answers.ts';
import {needs} from '../helpers/needs.ts';

const TODAY = {year: 2026, month: 11};
const TERMINAL = [
  '\u001b[31mred',
  '\u001b]0;title\u0007',
  'a\rb',
  '\u202eexe',
  'a\u200bb',
  'a\u0000b',
  '\u009b2J',
];
const SHELL = [
  'a;id',
  'a|id',
  'a`id`',
  "a'id'",
  'a"id"',
  'a\\',
  'a\n RUN id',
  'a\nUSER 0',
  '-rf',
  '--privileged',
  '../../etc',
];
const STRINGS = [...new Set([...HOSTILE_TEXTS, ...TERMINAL, ...SHELL, ...HOSTILE_LINES])];
/** Stands in the place of the hostile string in the files that it is held against. */
const TAME = 'tame';

/** Fields into which somebody can write what they like; each as an answer of its own. */
const TYPED = FIELDS.filter(({kind}) => kind === 'text' || kind === 'list' || kind === 'map');

const nested = (path: string, value: unknown): Record<string, unknown> =>
  path
    .split('.')
    .toReversed()
    .reduce<unknown>((inner, name) => ({[name]: inner}), value) as Record<string, unknown>;

const valueOf = ({kind}: FieldRow, text: string): unknown =>
  kind === 'text' ? text : kind === 'list' ? [text] : {x: text};

/** Everything that fields ask for before they mean anything. */
const USUAL = {
  image: {repository: 'acme/custom-delegate'},
  delegate: {
    accountId: 'AbCdEfGhIjKlMnOpQrStUv',
    managerUrl: 'https://app.harness.io',
    serviceAccount: {name: 'sa', create: true},
  },
};

/** The answers, when the rules let them through. */
function accepted(field: FieldRow, text: string): Answers | undefined {
  const raw = mergeAnswers({preset: USUAL, flags: nested(field.path, valueOf(field, text))});
  const {answers, problems} = checkAnswers(raw, {today: TODAY});
  return problems.some(({severity}) => severity === 'error') ? undefined : answers;
}

type Files = ReadonlyMap<string, string>;
const filesOf = (answers: Answers): Files =>
  new Map(makePlan({answers}).files.map(({path, content}) => [path, content]));

const keywords = (text: string): string[] =>
  DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => instruction.getKeyword());

const runBodies = (text: string): string[] =>
  DockerfileParser.parse(text)
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === 'RUN')
    .map((instruction) => instruction.getArgumentsContent() ?? '');

const replaced = (value: string, from: string, to: string): string => value.split(from).join(to);

/** As it stands there, and as Kubernetes wants a `$` that begins no variable. Source: Kubernetes API, EnvVar. */
const formsOf = (text: string): string[] => [replaced(text, '$', '$$'), replaced(text, '$(', '$$('), text];

/** All documents as data, every text with the string in it made tame. */
function shapeOf(documents: unknown, text: string): string {
  return JSON.stringify(documents, (_key, value: unknown) =>
    typeof value === 'string'
      ? formsOf(text).reduce((tame, form) => replaced(tame, form, TAME), value)
      : value,
  );
}

/** Reads {name: text} and prints {name: documents}, as YAML 1.1. */
const READER = `
import json, sys, yaml
print(json.dumps({name: list(yaml.safe_load_all(text)) for name, text in json.load(sys.stdin).items()}, default=str))
`;

describe('any string in any answer', needs('python3-yaml'), () => {
  test('is refused, or changes only its own scalar: Dockerfile, shell, and YAML in both versions', () => {
    const scripts: string[] = [];
    const forPython: Record<string, string> = {};
    const checked = new Map<string, number>();
    fc.assert(
      fc.property(fc.constantFrom(...TYPED), fc.constantFrom(...STRINGS), (field, text) => {
        const hostile = accepted(field, text);
        const tame = accepted(field, TAME);
        if (hostile === undefined || tame === undefined || text.trim() === '') return;
        checked.set(field.path, (checked.get(field.path) ?? 0) + 1);
        const [found, wanted] = [filesOf(hostile), filesOf(tame)];
        assert.deepEqual([...found.keys()], [...wanted.keys()], field.path);
        for (const [path, content] of found) {
          // eslint-disable-next-line no-control-regex
          assert.doesNotMatch(
            content,
            /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
            field.path,
          );
          if (path === 'Dockerfile') {
            assert.deepEqual(keywords(content), keywords(wanted.get(path) ?? ''), `${field.path}: ${text}`);
            scripts.push(...runBodies(content));
          } else if (path.endsWith('.yaml')) {
            forPython[`${field.path} ${JSON.stringify(text)} ${path}`] = content;
          }
        }
      }),
      {numRuns: 150},
    );
    assert.ok(checked.size > 10, `few fields let anything through: ${[...checked.keys()].join(', ')}`);

    const functions = [...new Set(scripts)].map((body, index) => `f${index}() (\n${body}\n)`);
    const shell = spawnSync('/bin/sh', ['-n'], {input: functions.join('\n'), encoding: 'utf8'});
    assert.equal(`${shell.status} ${shell.stderr}`, '0 ');

    const {status, stdout, stderr} = spawnSync('python3', ['-c', READER], {
      input: JSON.stringify(forPython),
      encoding: 'utf8',
      maxBuffer: 256 << 20,
    });
    assert.equal(status, 0, stderr);
    const read = JSON.parse(stdout) as Record<string, unknown>;
    for (const [name, content] of Object.entries(forPython)) {
      const own = parseAllDocuments(content).map((document) => document.toJS() as unknown);
      assert.deepEqual(read[name], JSON.parse(JSON.stringify(own)), name);
    }
  });

  test('free text stands in the files as it was given, and everything around it as with any other', () => {
    const free = TYPED.filter((field) => accepted(field, TAME) && accepted(field, 'a: b #c'));
    assert.ok(free.length >= 3, free.map(({path}) => path).join());
    for (const field of free) {
      for (const text of STRINGS) {
        const hostile = accepted(field, text);
        // What cannot be told from the words around it proves nothing.
        if (hostile === undefined || text.trim().length < 4 || !/[^\w ]/.test(text)) continue;
        const [found, wanted] = [filesOf(hostile), filesOf(accepted(field, TAME) as Answers)];
        for (const [path, content] of found) {
          if (!path.endsWith('.yaml')) continue;
          const own = parseAllDocuments(content).map((document) => document.toJS() as unknown);
          const plain = parseAllDocuments(wanted.get(path) ?? '').map(
            (document) => document.toJS() as unknown,
          );
          assert.equal(
            shapeOf(own, text),
            shapeOf(plain, text),
            `${field.path}, ${path}: ${JSON.stringify(text)}`,
          );
        }
      }
    }
  });
});
