import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, test} from 'node:test';
import {DockerfileParser} from 'dockerfile-ast';
import * as fc from 'fast-check';
import {parseAllDocuments} from 'yaml';
import type {Answers} from '../../src/domain/answers.ts';
import {INSTALLS} from '../../src/domain/choices.ts';
import {checkAnswers} from '../../src/domain/check-answers.ts';
import {envValue} from '../../src/domain/manifest/env-value.ts';
import {FIELDS} from '../../src/domain/fields.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {HOSTILE_LINES, HOSTILE_TEXTS} from '../helpers/arbitrary-answers.ts';
import {needs} from '../helpers/needs.ts';
import {parseHcl} from '../helpers/parse-hcl.ts';
import {propertyRuns} from '../helpers/property-runs.ts';

const TODAY = {year: 2026, month: 11};
const TERMINAL = [
  '\u001b[31mred',
  '\u001b]0;title\u0007',
  'a\rb',
  '\u202eexe',
  'a\u200bb',
  'a\u0000b',
  '\u009b2J',
  'a\u00adb',
  'a\u3164b',
  'a\u{e0041}b',
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
/** What passes for a word, and means something to a shell, a file system, YAML or JavaScript. */
const WORDS = ['-e', '--help', '..', 'a..b', 'true', '1e3', '1.10', '0x1f', 'constructor', 'A=b'];
const STRINGS = [...new Set([...HOSTILE_TEXTS, ...TERMINAL, ...SHELL, ...HOSTILE_LINES, ...WORDS])];
/** What no file of ours holds: controls, and signs that take no room or cannot be seen. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/u;
/** Stands in the place of the hostile string in the files that it is held against. */
const TAME = 'tame';

interface Place {
  readonly name: string;
  /** The answers with the text in that place. */
  readonly answers: (text: string) => Record<string, unknown>;
}

const nested = (path: string, value: unknown): Record<string, unknown> =>
  path
    .split('.')
    .toReversed()
    .reduce<unknown>((inner, name) => Object.fromEntries([[name, inner]]), value) as Record<string, unknown>;

/** Fields into which somebody can write what they like; maps in their values and in their keys. */
const FIELD_PLACES: readonly Place[] = FIELDS.flatMap(({path, kind}): Place[] => {
  if (kind === 'text') return [{name: path, answers: (text) => nested(path, text)}];
  if (kind === 'list') return [{name: path, answers: (text) => nested(path, [text])}];
  if (kind !== 'map') return [];
  return [
    {name: path, answers: (text) => nested(path, {x: text})},
    {name: `key of ${path}`, answers: (text) => nested(path, Object.fromEntries([[text, 'x']]))},
  ];
});

const CUSTOM = {
  name: 'ours',
  version: '1.2.3',
  url: 'https://dl.corp/ours.tar.gz',
  archive: 'tar.gz',
  member: 'ours',
};
const TOOL = {name: 'kubectl', version: '1.33.1', source: 'upstream', baseUrl: 'https://mirror.corp'};

/** Members of a list, each with the text in one of their fields. */
const itemPlaces = (
  list: string,
  item: object,
  fields: Readonly<Record<string, (text: string) => unknown>>,
): Place[] =>
  Object.entries(fields).map(([field, value]) => ({
    name: `${list}.${field}`,
    answers: (text) => nested(list, [{...item, [field]: value(text)}]),
  }));

const itself = (text: string): string => text;
const PLACES: readonly Place[] = [
  ...FIELD_PLACES,
  ...itemPlaces('customTools', CUSTOM, {
    name: itself,
    version: itself,
    url: (text) => `https://dl.corp/${text}`,
    archive: itself,
    member: itself,
    versionArgs: itself,
    arch: (text) => ({amd64: text}),
    sha256: (text) => ({amd64: text}),
  }),
  ...itemPlaces('tools', TOOL, {
    name: itself,
    version: itself,
    baseUrl: (text) => `https://mirror.corp/${text}`,
    sha256: (text) => ({amd64: text}),
  }),
  ...itemPlaces('delegate.tolerations', {}, {key: itself, value: itself, effect: itself}),
];

/** Everything that fields ask for before they mean anything. */
const USUAL = {
  image: {repository: 'acme/custom-delegate'},
  delegate: {
    accountId: 'AbCdEfGhIjKlMnOpQrStUv',
    managerUrl: 'https://app.harness.io',
    serviceAccount: {name: 'sa', create: true},
  },
};

type Install = (typeof INSTALLS)[number];

/** The answers, when the rules let them through. */
function accepted({answers: given}: Place, text: string, install: Install = 'manifest'): Answers | undefined {
  const usual = mergeAnswers({preset: USUAL, flags: nested('delegate.install', install)});
  const raw = mergeAnswers({preset: usual, flags: given(text)});
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
const formsOf = (text: string): string[] =>
  text === '' ? [] : [replaced(text, '$', '$$'), replaced(text, '$(', '$$('), envValue(text), text];

const tamed = (value: string, text: string): string =>
  formsOf(text).reduce((tame, form) => replaced(tame, form, TAME), value);

/** Data with the string made tame in every text and key of it. */
function tamedData(value: unknown, text: string): unknown {
  if (typeof value === 'string') return tamed(value, text);
  if (Array.isArray(value)) return value.map((item) => tamedData(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [tamed(key, text), tamedData(item, text)]),
  );
}

const shapeOf = (documents: unknown, text: string): string => JSON.stringify(tamedData(documents, text));

const documentsOf = (content: string): unknown[] =>
  parseAllDocuments(content).map((document) => document.toJS() as unknown);

/** What runs when the image is built, without quotes. */
const commandsOf = (answers: Answers, text: string): string[] =>
  runBodies(filesOf(answers).get('Dockerfile') ?? '').map((body) =>
    tamed(body, text).replaceAll(/['"\s]+/g, ' '),
  );

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
    const open = PLACES.filter((place) => accepted(place, TAME) !== undefined);
    fc.assert(
      fc.property(
        fc.constantFrom(...open),
        fc.constantFrom(...STRINGS),
        fc.constantFrom(...INSTALLS),
        (place, text, install) => {
          const hostile = accepted(place, text, install);
          const tame = accepted(place, TAME, install);
          if (hostile === undefined || tame === undefined || text.trim() === '') return;
          checked.set(place.name, (checked.get(place.name) ?? 0) + 1);
          const [found, wanted] = [filesOf(hostile), filesOf(tame)];
          assert.deepEqual([...found.keys()], [...wanted.keys()], place.name);
          for (const [path, content] of found) {
            assert.doesNotMatch(content, UNSEEN, place.name);
            if (path === 'Dockerfile') {
              const told = `${place.name}: ${text}`;
              assert.deepEqual(keywords(content), keywords(wanted.get(path) ?? ''), told);
              scripts.push(...runBodies(content));
            } else if (path.endsWith('.yaml')) {
              forPython[`${place.name} ${install} ${JSON.stringify(text)} ${path}`] = content;
            }
          }
        },
      ),
      {numRuns: propertyRuns(700)},
    );
    assert.ok(checked.size > 15, `few fields let anything through: ${[...checked.keys()].join(', ')}`);

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
      assert.deepEqual(read[name], JSON.parse(JSON.stringify(documentsOf(content))), name);
    }
  });

  test('free text stands in the files as it was given, and everything around it as with any other', async () => {
    const free = PLACES.filter((place) => accepted(place, TAME) && accepted(place, 'a: b #c'));
    assert.ok(free.length >= 3, free.map(({name}) => name).join());
    const readFiles = async (answers: Answers): Promise<Map<string, unknown>> => {
      const read = new Map<string, unknown>();
      for (const [path, content] of filesOf(answers)) {
        if (path.endsWith('.yaml')) read.set(path, documentsOf(content));
        if (path.endsWith('.tf')) read.set(path, await parseHcl(content));
      }
      return read;
    };
    for (const place of free) {
      const tames = new Map<string, Promise<Map<string, unknown>>>();
      for (const text of STRINGS) {
        // What cannot be told from the words around it proves nothing.
        if (text.trim().length < 4 || !/[^\w ]/.test(text)) continue;
        for (const install of INSTALLS) {
          const hostile = accepted(place, text, install);
          const tame = accepted(place, TAME, install);
          if (hostile === undefined || tame === undefined) continue;
          if (!tames.has(install)) tames.set(install, readFiles(tame));
          const wanted = await tames.get(install);
          for (const [path, content] of await readFiles(hostile)) {
            assert.equal(
              shapeOf(content, text),
              shapeOf(wanted?.get(path), text),
              `${place.name}, ${install}, ${path}: ${JSON.stringify(text)}`,
            );
          }
        }
      }
    }
  });

  test('a word that is let through stands in commands as it is, and changes nothing around it', () => {
    const checked = new Set<string>();
    const places = PLACES.filter(({name}) => /^(?:base|dockerfile|tools|customTools)\b/.test(name));
    for (const place of places) {
      const tame = accepted(place, TAME);
      if (tame === undefined) continue;
      for (const text of [...WORDS, ...SHELL]) {
        const hostile = accepted(place, text);
        if (hostile === undefined || text.length < 2) continue;
        checked.add(place.name);
        assert.deepEqual(commandsOf(hostile, text), commandsOf(tame, text), `${place.name}: ${text}`);
      }
    }
    for (const name of ['customTools.version', 'customTools.member', 'tools.baseUrl'])
      assert.ok(checked.has(name), [...checked].join());
  });
});
