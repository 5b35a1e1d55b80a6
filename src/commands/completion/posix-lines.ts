/** A word in single quotes, for bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A shell function that prints these lines. */
export const printing = (name: string, lines: readonly string[]): string =>
  `${name}() {\n  printf '%s\\n' \\\n${lines.map((line) => `    ${quoted(line)}`).join(' \\\n')}\n}`;
