import type {FieldRow} from '../domain/fields.ts';

type Node = Record<string, unknown>;

/** `a, b,,c` gives a, b and c; an empty text gives an empty list, which clears that of the preset. */
const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** `KEY[=VALUE][:EFFECT]`, the words of `kubectl taint`. Without a value any value is tolerated. */
function parseToleration(text: string): Node {
  const colon = text.lastIndexOf(':');
  const taint = colon === -1 ? text : text.slice(0, colon);
  const effect = colon === -1 ? '' : text.slice(colon + 1);
  const equals = taint.indexOf('=');
  const key = equals === -1 ? taint : taint.slice(0, equals);
  return {
    ...(key !== '' && {key}),
    operator: equals === -1 ? 'Exists' : 'Equal',
    ...(equals !== -1 && {value: taint.slice(equals + 1)}),
    ...(effect !== '' && {effect}),
  };
}

/** How the words of a list are read, where they are more than words. */
const ITEM_READERS: Readonly<Record<string, (word: string) => unknown>> = {
  'delegate.tolerations': parseToleration,
};

/**
 * Turns the texts given for one flag into the value of its answer. Nothing is checked here but
 * `key=value`: what is wrong with a value is said once, by the check of all answers.
 *
 * @returns the value, or a sentence that completes `--flag …`
 */
export function readValue(field: FieldRow, texts: readonly string[]): {value: unknown} | {wrong: string} {
  const last = texts.at(-1) ?? '';
  switch (field.kind) {
    case 'integer':
      return {value: /^-?\d{1,9}$/.test(last) ? Number(last) : last};
    case 'list': {
      const read = ITEM_READERS[field.path] ?? ((word) => word);
      return {value: texts.flatMap(words).map((word) => read(word))};
    }
    case 'map': {
      const entries = texts.map(
        (text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const,
      );
      // What was given is not repeated: it may be a secret that was pasted here.
      if (texts.some((text) => text.indexOf('=') < 1))
        return {wrong: `needs ${field.placeholder ?? 'KEY=VALUE'}`};
      const keys = entries.map(([key]) => key);
      const twice = keys.find((key, index) => keys.indexOf(key) !== index);
      if (twice !== undefined) return {wrong: `is given twice for ${twice}; keep one`};
      return {value: Object.fromEntries(entries)};
    }
    case 'text':
    case 'choice':
    case 'boolean':
      return {value: last};
  }
}

/** Puts a value into nested mappings at a path like `delegate.token.from`. Changes `root`. */
export function setPath(root: Node, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let node = root;
  for (const part of parts) {
    node[part] ??= {};
    node = node[part] as Node;
  }
  node[last] = value;
}
