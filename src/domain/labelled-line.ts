const LABEL_WIDTH = 9;

/** One line for the terminal: `before` (a time, mostly nothing), the label in its column, the text. */
export const labelledLine = ([label, text]: readonly [label: string, text: string], before = ''): string =>
  `${before}${label.padEnd(LABEL_WIDTH)}${text}`.trimEnd();
