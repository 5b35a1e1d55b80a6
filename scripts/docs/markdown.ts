/** Text inside a cell: a bar would end it, and angle brackets would be read as HTML. */
export const cell = (text: string): string =>
  text
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;')
    .replaceAll('\n', ' ');

/** A word as it is typed. Inside backticks only the bar means something, in a table. */
export const code = (text: string): string =>
  text === '' ? '' : `\`${text.replaceAll('|', String.raw`\|`)}\``;

/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A page: a title, what it is about, and parts below headings. */
export const page = (
  title: string,
  about: string,
  parts: readonly (readonly [heading: string, text: string])[],
): string =>
  [
    `# ${title}`,
    '<!-- Made by npm run docs from the tables of the program: change those, not this page. -->',
    about,
    ...parts.flatMap(([heading, text]) => (heading === '' ? [text] : [`## ${heading}`, text])),
    '',
  ].join('\n\n');
