import {hclString} from './hcl-string.ts';

/** A piece of HCL that is written as it is. Made by `hclRaw`. */
class HclRaw {
  readonly text: string;
  /** Written between the brackets of a call, when it is one. */
  readonly argument: unknown;
  constructor(text: string, argument?: unknown) {
    this.text = text;
    this.argument = argument;
  }
}

/** An expression such as `var.token`. Never made from what was answered. */
export const hclRaw = (text: string): unknown => new HclRaw(text);
/** A call of a function with one value. */
export const hclCall = (name: string, argument: unknown): unknown => new HclRaw(name, argument);

/** One attribute; blank lines stand between groups of them, as `null`. */
export type HclAttribute = readonly [name: string, value: unknown] | null;

/** A block with its labels and attributes, laid out as `terraform fmt` does. Ends with a line end. */
export const hclBlock = (
  type: string,
  labels: readonly string[],
  attributes: readonly HclAttribute[],
): string =>
  `${[type, ...labels.map(hclString)].join(' ')} {\n${bodyLines(attributes, '  ').join('\n')}\n}\n`;

/** `name = value` lines without a block, as a tfvars file has them. Ends with a line end. */
export const hclAttributes = (attributes: readonly HclAttribute[]): string =>
  `${bodyLines(attributes, '').join('\n')}\n`;

/**
 * Attributes as lines. `terraform fmt` sets the equals signs of neighbouring attributes under each other;
 * one that goes over several lines stands for itself and ends the group.
 */
function bodyLines(attributes: readonly HclAttribute[], indent: string): string[] {
  const lines: string[] = [];
  let group: (readonly [name: string, text: string])[] = [];
  const close = () => {
    const width = Math.max(0, ...group.map(([name]) => name.length));
    lines.push(...group.map(([name, text]) => `${indent}${name.padEnd(width)} = ${text}`));
    group = [];
  };
  for (const attribute of attributes) {
    const text = attribute === null ? undefined : valueText(attribute[1], indent);
    if (attribute !== null && text !== undefined && !text.includes('\n')) {
      group.push([attribute[0], text]);
      continue;
    }
    close();
    lines.push(attribute === null ? '' : `${indent}${attribute[0]} = ${text}`);
  }
  close();
  return lines;
}

/** JSON values and raw pieces as an expression. */
function valueText(value: unknown, indent: string): string {
  if (value instanceof HclRaw)
    return value.argument === undefined ? value.text : `${value.text}(${valueText(value.argument, indent)})`;
  if (typeof value === 'string') return hclString(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${deeper}${valueText(item, deeper)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => [keyText(key), inner] as const);
    return entries.length === 0 ? '{}' : `{\n${bodyLines(entries, deeper).join('\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}

/** Words that HCL reads as something else where a key could stand. */
const KEYWORDS: readonly string[] = ['for', 'null', 'true', 'false'];

const keyText = (key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !KEYWORDS.includes(key) ? key : hclString(key);
