/** A text in a column narrower than this is hard to read. */
const LEAST_TEXT = 20;
/** Labels that fill their column, so that only one blank stands between them and their text. */
const FULL_LABEL = /(?:^| {2})(?:Conflict|Replicas|Security) (?=\S)/;
/** A column ends where two blanks stand. */
const GAP = /(?<=\S) {2,}(?=\S)/g;
/** What somebody else has written: log lines of a pod or a builder. */
const QUOTED = /^ *\| /;

const PROGRAMS: ReadonlySet<string> = new Set(
  'npx npm delegate-tui kubectl oc helm terraform docker podman buildah sudo export'.split(' '),
);

/** A command that no line has room for gains nothing by a line of its own. */
const isEndless = (word: string, width: number): boolean => word.length > width && word.includes(' ');

/** Puts words into lines of at most `width`, unless one word is longer. */
export function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of words) {
    const isFull = line !== undefined && line !== '' && line.length + 1 + word.length > width;
    if (line !== undefined && isFull && (line.length > width || !isEndless(word, width))) {
      lines.push(line);
      line = word;
    } else line = line === undefined || line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line ?? ''];
}

/** Commands end with the line, or where the sentence around them goes on. */
function commandEnd(words: readonly string[], start: number): number {
  let quotes = 0;
  for (let index = start; index < words.length; index += 1) {
    const word = words[index] ?? '';
    quotes += word.split("'").length - 1;
    if (word.length > 1 && quotes % 2 === 0 && /[.,;)]$/.test(word)) return index + 1;
  }
  return words.length;
}

/** Programs are spoken about, too: a command stands behind a colon, or has flags. */
function isCommand(command: readonly string[], before: string | undefined): boolean {
  const [program = '', next = ''] = command;
  if (!PROGRAMS.has(program)) return false;
  return (
    before?.endsWith(':') === true ||
    next === 'delegate-tui' ||
    command.some((word) => /^(?:-|&&)/.test(word))
  );
}

/** The words of a text; a command to copy is one of them. */
function unbroken(text: string): string[] {
  const words = text.split(' ');
  const pieces: string[] = [];
  for (let index = 0; index < words.length;) {
    const end = PROGRAMS.has(words[index] ?? '') ? commandEnd(words, index) : index + 1;
    const command = words.slice(index, end);
    const length = isCommand(command, words[index - 1]) ? command.length : 1;
    pieces.push(command.slice(0, length).join(' '));
    index += length;
  }
  return pieces;
}

/** Where the text begins, behind the labels and columns in front of it. */
function textColumn(line: string, width: number): number {
  const blanks = /^ */.exec(line)?.[0].length ?? 0;
  const full = FULL_LABEL.exec(line);
  const ends = [
    ...[...line.matchAll(GAP)].map((gap) => gap.index + gap[0].length),
    ...(full === null ? [] : [full.index + full[0].length]),
  ];
  return Math.max(0, ...[blanks, ...ends].filter((end) => end <= width - LEAST_TEXT));
}

/**
 * A line as a terminal of that width shows it best: broken between words, and what follows stands under its text.
 * A command to copy stays whole, on a line of its own where that has room for it; else the terminal breaks it, and
 * copies it without the break. Rows of tables and lines of a log are left to the terminal too.
 */
export function terminalLines(line: string, width: number): string[] {
  if (line.length <= width || QUOTED.test(line)) return [line];
  const column = textColumn(line, width);
  const text = line.slice(column);
  if (text.trimStart().search(GAP) >= 0) return [line];
  const [first = '', ...rest] = wrapWords(unbroken(text), width - column);
  return [
    `${line.slice(0, column)}${first}`.trimEnd(),
    ...rest.map((each) => each.padStart(column + each.length)),
  ];
}
