import {isPlainObject} from '../merge.ts';
import {readYaml} from '../yaml-edit/read-yaml.ts';
import {expressionOf, type FoundAttributes} from './find-modules.ts';
import {HclScanError} from './hcl-scan-error.ts';
import {moduleValues} from './module-values.ts';
import {plainString, scanHcl, type HclItem} from './scan-hcl.ts';
import {behindBrackets} from './skip-hcl.ts';

/** What the `values` attribute of a module block sets, as far as it can be read without Terraform. */
export type SeenValues =
  /** A key whose value is not known stands for `undefined`. */
  | {readonly isRead: true; readonly values: Readonly<Record<string, unknown>>}
  | {readonly isRead: false; readonly expression: string};

const NOTHING: readonly string[] = ['null', '""'];

/** Reads the values that a module block hands to the chart: from an object, or from a heredoc of YAML. Never throws. */
export function seenValues(text: string, found: FoundAttributes): SeenValues {
  const values = moduleValues(text, found);
  if (values.kind === 'none') return {isRead: true, values: {}};
  if (values.kind === 'object') return {isRead: true, values: objectOf(text, values.keys)};
  const {expression} = values;
  if (NOTHING.includes(expression)) return {isRead: true, values: {}};
  const read = expression.startsWith('<<') ? heredocValues(expression) : undefined;
  return read === undefined ? {isRead: false, expression} : {isRead: true, values: read};
}

/** The mapping that the lines of a heredoc are. What a template puts into them is not known. */
function heredocValues(heredoc: string): Readonly<Record<string, unknown>> | undefined {
  const yaml = heredoc.slice(heredoc.indexOf('\n') + 1, heredoc.lastIndexOf('\n') + 1);
  if (yaml.includes('%{')) return undefined;
  const {documents, faults} = readYaml(yaml);
  if (faults.length > 0 || documents.length > 1) return undefined;
  const value = documents[0]?.value ?? {};
  return isPlainObject(value) ? value : undefined;
}

/** Attributes as values; one that is set twice is not known. */
const objectOf = (text: string, items: readonly HclItem[]): Record<string, unknown> => {
  const attributes = items.filter((item) => item.kind === 'attribute');
  const isTwice = (name: string) => attributes.filter((other) => other.name === name).length > 1;
  return Object.fromEntries(
    attributes.map((item) => [
      item.name,
      isTwice(item.name) ? undefined : hclValue(expressionOf(text, item)),
    ]),
  );
};

const WORDS: Readonly<Record<string, unknown>> = {true: true, false: false, null: null};

/** An expression that is written out, as a value; `undefined` for any other. */
function hclValue(expression: string): unknown {
  if (Object.hasOwn(WORDS, expression)) return WORDS[expression];
  if (/^\d{1,15}$/.test(expression)) return Number(expression);
  if (!expression.startsWith('{')) return plainString(expression);
  try {
    if (behindBrackets(expression, 0) !== expression.length) return undefined;
    const span = {start: 1, end: expression.length - 1};
    return objectOf(expression, scanHcl(expression, span, {object: true}));
  } catch (error) {
    if (error instanceof HclScanError) return undefined;
    throw error;
  }
}
