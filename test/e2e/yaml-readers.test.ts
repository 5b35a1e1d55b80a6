import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {before, describe, it} from 'node:test';
import {parseAllDocuments} from 'yaml';
import {makePlan} from '../../src/domain/plan.ts';
import type {Plan} from '../../src/domain/plan-types.ts';
import {completeAnswers, HOSTILE_LINES, HOSTILE_TEXTS} from '../helpers/arbitrary-answers.ts';
import {planOfPreset, presetNames} from '../helpers/golden-plans.ts';
import {needs} from '../helpers/needs.ts';

/** Reads {name: text} from standard input and prints {name: documents}. Keys and values keep their type or fail. */
const READER = `
import json, sys, yaml
def check(node, path):
    if isinstance(node, dict):
        for key, value in node.items():
            if not isinstance(key, str): raise SystemExit(f'{path}: key {key!r} is no text')
            check(value, f'{path}.{key}')
    elif isinstance(node, list):
        for index, value in enumerate(node): check(value, f'{path}[{index}]')
    elif not (node is None or isinstance(node, (str, bool, int, float))):
        raise SystemExit(f'{path}: {node!r} became a {type(node).__name__}')
result = {}
for name, text in json.load(sys.stdin).items():
    result[name] = list(yaml.safe_load_all(text))
    check(result[name], name)
json.dump(result, sys.stdout, allow_nan=False)
`;

const texts = new Map<string, string>();
const read = new Map<string, unknown>();

function addPlan(name: string, {files}: Plan): void {
  for (const {path, content} of files) if (path.endsWith('.yaml')) texts.set(`${name}/${path}`, content);
}

/** Every trap as the value of something that ends up in a manifest or pipeline. */
function addTraps(): void {
  const numbered = (values: readonly string[]) =>
    Object.fromEntries(values.map((value, index) => [`V${index}`, value]));
  const lower = (values: readonly string[]) =>
    Object.fromEntries(values.map((value, index) => [`v${index}`, value]));
  const words = [
    'yes',
    'no',
    'on',
    'off',
    'y',
    'n',
    'null',
    'true',
    '1',
    '0777',
    '1e3',
    '0x1f',
    '1_000',
    '2026-01-01',
  ];
  const answers = completeAnswers({
    description: 'yes',
    build: {settings: lower(HOSTILE_LINES), repositoryName: 'no', org: 'on', project: 'y'},
    delegate: {
      name: '1e3',
      accountId: '0777',
      description: '- a: b #c',
      tags: words,
      env: numbered(HOSTILE_LINES),
      nodeSelector: Object.fromEntries(words.map((word) => [word, word])),
      serviceAccount: {
        name: 'null',
        create: true,
        annotations: Object.fromEntries(HOSTILE_LINES.map((value, index) => [`a.b/k${index}`, value])),
      },
    },
  });
  addPlan('traps', makePlan({answers, secrets: {delegateToken: '0123456789abcdef0123456789abcdef'}}));
  for (const [index, initScript] of HOSTILE_TEXTS.entries()) {
    const {files} = makePlan({answers: completeAnswers({delegate: {initScript}})});
    const manifest = files.find(({role}) => role === 'manifest');
    if (manifest) texts.set(`script ${index}/${manifest.path}`, manifest.content);
  }
}

describe('a YAML 1.1 reader sees what a YAML 1.2 reader sees', needs('python3-yaml'), () => {
  before(() => {
    for (const name of presetNames()) addPlan(name, planOfPreset(name));
    addTraps();
    const {status, stdout, stderr} = spawnSync('python3', ['-c', READER], {
      input: JSON.stringify(Object.fromEntries(texts)),
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    assert.equal(status, 0, stderr);
    for (const [name, documents] of Object.entries(JSON.parse(stdout) as Record<string, unknown>))
      read.set(name, documents);
  });

  const same = (wanted: string) => {
    const names = [...texts.keys()].filter(
      (name) => name.startsWith(`${wanted}/`) || name.startsWith(`${wanted} `),
    );
    assert.notEqual(names.length, 0);
    for (const name of names) {
      const own = parseAllDocuments(texts.get(name) ?? '').map((document) => document.toJS() as unknown);
      assert.notEqual(own.length, 0, name);
      // Through JSON, so that an absent document and null are one.
      assert.deepEqual(read.get(name), JSON.parse(JSON.stringify(own)), name);
    }
  };
  for (const name of presetNames()) it(name, () => same(name));
  it('texts that YAML readers take for something else', () => same('traps'));
  it('scripts over several lines', () => same('script'));
});
