const LABEL_WIDTH = 8;

/** Lines of a report under one label, which stands in front of the first. */
export const labelled = (label: string, lines: readonly string[]): string[] =>
  lines.map((line, index) => (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line);
