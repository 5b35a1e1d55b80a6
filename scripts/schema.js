/** schema/answers.schema.json: what editors need to complete and check preset files. */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {ROOT} from './ensure-setup.js';

export const SCHEMA_FILE = join(ROOT, 'schema', 'answers.schema.json');

/** A preset holds any part of the answers, so nothing is required; an item of a list must be whole. */
function withoutRequired(node, insideList = false) {
  if (Array.isArray(node)) return node.map((item) => withoutRequired(item, insideList));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) => key !== 'required' || !Array.isArray(value) || (insideList && value.length > 0),
      )
      .map(([key, value]) => [key, withoutRequired(value, insideList || key === 'items')]),
  );
}

function describe(schema, {path, help, values}) {
  const node = path.split('.').reduce((parent, key) => parent?.properties?.[key], schema);
  if (node)
    node.description = values && values.length < 8 ? `${help}. One of: ${values.join(', ')}.` : `${help}.`;
}

/** Text of the schema as the sources make it now. */
export async function schemaText() {
  const {tsImport} = await import('tsx/esm/api');
  const {toJsonSchema} = await import('@valibot/to-json-schema');
  const {answersSchema} = await tsImport('../src/domain/answers.ts', import.meta.url);
  const {FIELDS} = await tsImport('../src/domain/fields.ts', import.meta.url);
  const schema = withoutRequired(toJsonSchema(answersSchema, {ignoreActions: ['check']}));
  for (const field of FIELDS) describe(schema, field);
  const head = {
    $schema: schema.$schema,
    title: 'delegate-tui preset',
    description: 'Any part of the answers to delegate-tui. Holds no secrets.',
  };
  return `${JSON.stringify({...head, ...schema}, null, 2)}\n`;
}

/** True when the file on disk is what the sources make. */
export async function isSchemaCurrent() {
  return existsSync(SCHEMA_FILE) && readFileSync(SCHEMA_FILE, 'utf8') === (await schemaText());
}

/** Writes the file when it is not current. */
export async function writeSchema() {
  if (await isSchemaCurrent()) return;
  mkdirSync(dirname(SCHEMA_FILE), {recursive: true});
  writeFileSync(SCHEMA_FILE, await schemaText());
}
