import {doubleQuoted, yamlText} from '../yaml-text.ts';
import {isJsonList, isJsonScalar, type JsonScalar, type JsonValue} from './json-value.ts';

/** How a value has to be written at its place. */
export interface ScalarStyle {
  /** Inside `{}` or `[]`. */
  readonly flow: boolean;
  /** In a JSON file. */
  readonly json: boolean;
  /** Quotes of the text that is replaced. */
  readonly quote?: 'single' | 'double';
}

const SINGLE_QUOTABLE = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;
/** Characters that mean something inside brackets to some reader. */
const FLOW_MEANING = /[,:[\]{}]/;

/**
 * Begins like a number, and holds a letter or a slash that no number and no date of any YAML version has:
 * `4Gi`, `500m`, `123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme/delegate:1`.
 */
const isLikeNumber = (text: string): boolean =>
  /^[0-9][A-Za-z0-9_./@+=~-]*(?::[A-Za-z0-9_./@+=~-]+)*$/.test(text) &&
  /[ghjklmpqrsuvwyGHJKLMPQRSUVWY/]/.test(text);

function stringText(text: string, {flow, json, quote}: ScalarStyle): string {
  if (json || quote === 'double') return doubleQuoted(text);
  if (quote === 'single' && SINGLE_QUOTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (text.includes('\n') || (flow && FLOW_MEANING.test(text))) return doubleQuoted(text);
  return isLikeNumber(text) ? text : yamlText(text).trimEnd();
}

/** A single value in one line, in the style of its place. */
export const scalarText = (value: JsonScalar, style: ScalarStyle): string =>
  typeof value === 'string' ? stringText(value, style) : String(value);

/** Any value in one line: `{name: a, items: [1, 2]}`. */
export function flowText(value: JsonValue, style: ScalarStyle): string {
  const inner = {...style, flow: true};
  if (isJsonScalar(value)) return scalarText(value, inner);
  if (isJsonList(value)) return `[${value.map((item) => flowText(item, inner)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${scalarText(key, inner)}: ${flowText(item, inner)}`,
  );
  return `{${entries.join(', ')}}`;
}
