import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Ajv} from 'ajv';
import {parse} from 'yaml';
import {PRESET_DIRECTORY, presetNames} from '../helpers/golden-plans.ts';

const schemaFile = new URL('../../schema/answers.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;
const validate = new Ajv({allErrors: true}).compile(schema);

test('the schema on disk is the one that the sources make', async () => {
  const {isSchemaCurrent} = (await import(new URL('../../scripts/schema.js', import.meta.url).href)) as {
    isSchemaCurrent: () => Promise<boolean>;
  };
  assert.ok(await isSchemaCurrent(), 'npm run build writes it anew');
});

test('the preset in the README fits the schema', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const example = /```yaml\n([^]*?)```/.exec(readme)?.[1];
  assert.ok(example);
  assert.equal(validate(parse(example)), true, JSON.stringify(validate.errors));
});

for (const name of presetNames()) {
  test(`the built-in preset ${name} fits the schema`, () => {
    const preset: unknown = parse(readFileSync(join(PRESET_DIRECTORY, `${name}.yaml`), 'utf8'));
    assert.equal(validate(preset), true, JSON.stringify(validate.errors));
  });
}

const FITTING: readonly object[] = [{}, {base: {}}, {tools: ['kubectl@1.33.1', {name: 'jq'}]}];
const UNFIT: readonly object[] = [
  {bas: {}},
  {base: {variant: 'tiny'}},
  {delegate: {replicas: 0}},
  {tools: [{version: '1.0.0'}]},
  {customTools: [{name: 'x'}]},
];

for (const preset of FITTING) {
  test(`${JSON.stringify(preset)} fits`, () => assert.equal(validate(preset), true));
}
for (const preset of UNFIT) {
  test(`${JSON.stringify(preset)} does not fit`, () => assert.equal(validate(preset), false));
}
