import {isHiddenKey, isOpen, type HiddenPlace, type TextPart} from './hidden-place.ts';

/** `key: `, `"key" = `, `\"key\": `; bounded, so that hostile text does not make it slow. */
const KEY = /(?<![\w.])["'\\]{0,4}([A-Za-z_][\w./-]{0,200})["'\\]{0,4}[ \t]{0,200}[:=][ \t]*/g;
/** Hold secrets of which the name stands elsewhere. */
const UNNAMED = /^(?:value|data|stringData|binary_data|default)$/;
/** Longer values are no placeholders. */
const MAX_SLOT = 200;

/**
 * What a text that cannot be parsed hides: the rest of a line behind a key that is named like a secret, and
 * the lines that belong to it. With `wide`, also behind keys that hold secrets under another name.
 */
export function hiddenLines({text, span, id}: TextPart, {wide}: {readonly wide: boolean}): HiddenPlace[] {
  const places: HiddenPlace[] = [];
  const counts = new Map<string, number>();
  let belongs: ((line: string) => boolean) | undefined;
  let above = '';
  let start = span.start;
  for (const whole of text.slice(span.start, span.end).split('\n')) {
    const line = whole.trimEnd();
    const add = (name: string, at: number) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      places.push({
        id: `${id}/${name} ${count}`,
        value: line.slice(at),
        span: {start: start + at, end: start + line.length},
      });
    };
    if (belongs?.(line) === true) {
      if (line !== '') add(above, line.search(/\S/));
    } else {
      const found = secretIn(line, wide);
      belongs = found && below(line, found.value);
      above = found?.name ?? '';
      if (found !== undefined && found.value !== '') add(found.name, found.at);
    }
    start += whole.length + 1;
  }
  return places;
}

/** What a commented-out line hides. */
export function hiddenComments(text: string): HiddenPlace[] {
  const comments = text
    .split('\n')
    .map((line) => {
      const [front = ''] = /^(?:.*?\s)??(?:#+|\/\/+)/.exec(line) ?? [];
      return front === ''
        ? '.'.padEnd(line.length).slice(0, line.length)
        : ' '.repeat(front.length) + line.slice(front.length);
    })
    .join('\n');
  return hiddenLines({text: comments, span: {start: 0, end: text.length}, id: '#'}, {wide: false});
}

interface FoundSecret {
  readonly name: string;
  readonly value: string;
  /** Where the value begins in its line. */
  readonly at: number;
}

/** The first secret of a line; one without a value may stand in the lines below. */
function secretIn(line: string, wide: boolean): FoundSecret | undefined {
  for (const match of line.matchAll(KEY)) {
    const [front, name = ''] = match;
    const at = match.index + front.length;
    const value = line.slice(at);
    const bare = value
      .slice(0, MAX_SLOT)
      .replace(/\s+(?:#|\/\/).*$/, '')
      .replaceAll(/^["']|["']?[,}\]\s]*$/g, '');
    const isSecret = isHiddenKey(name) || (wide && UNNAMED.test(name));
    if (isSecret && (value === '' || !isOpen(bare))) return {name, value, at};
  }
  return undefined;
}

const indentOf = (line: string): number => line.search(/\S|$/);

/** Whether a line still belongs to the secret above it. */
function below(above: string, value: string): (line: string) => boolean {
  const marker = /<<-?\s*["']?([\w-]+)["']?$/.exec(value)?.[1];
  const quote = /^["']/.exec(value)?.[0];
  const indent = indentOf(above);
  let isOpened = marker !== undefined;
  let awaits = (line: string): boolean => line.trim() === marker;
  if (marker === undefined && quote !== undefined && !value.slice(1).includes(quote)) {
    isOpened = true;
    awaits = (line) => line.includes(quote);
  } else if (marker === undefined && /[([{]$/.test(value)) {
    isOpened = true;
    awaits = (line) => /^\s*[)\]}]/.test(line) && indentOf(line) <= indent;
  }
  return (line) => {
    if (isOpened) {
      const ends = awaits(line);
      isOpened = !ends;
      // The last line of a quoted text is still part of it.
      return !ends || (quote !== undefined && marker === undefined);
    }
    if (marker !== undefined) return false;
    return line === '' || indentOf(line) > indent || (value === '' && line.startsWith('- ', indent));
  };
}
