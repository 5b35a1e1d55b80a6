const PLAIN = /^[A-Za-z0-9_./:=@%+,-]+$/;

/** One word for a POSIX shell, whatever it holds: as it is when that is safe, else in single quotes. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * A word in double quotes in which only the given variables are expanded: `parts` alternate literal text
 * and variable names, beginning with text.
 */
export function shellTemplate(template: string, variables: readonly string[]): string {
  const known = new RegExp(`\\{(${variables.join('|')})\\}`, 'g');
  let out = '';
  let last = 0;
  for (const match of template.matchAll(known)) {
    out += `${escaped(template.slice(last, match.index))}\${${match[1]}}`;
    last = match.index + match[0].length;
  }
  return `"${out}${escaped(template.slice(last))}"`;
}

const escaped = (text: string): string => text.replaceAll(/[\\"$`]/g, String.raw`\$&`);

/**
 * A RUN instruction: every item is one line of a POSIX shell script, carried on with a backslash. Lines that
 * end a command bring their own `;`. Heredocs and comments are not possible here, older builders know neither.
 */
export const runInstruction = (lines: readonly string[]): string => `RUN ${lines.join(' \\\n    ')}`;

/** Commands that follow each other, each closed with `;`. */
export const commands = (lines: readonly string[]): string[] => lines.map((line) => `${line};`);
