/** What must never reach a terminal as it is: the marks would show in the title, or as a colour. */
export const HOSTILE = [
  '\u001b]0;SOAK-TITLE\u0007 a title',
  '\u001b[2J\u001b[31m all red \u001b[0m',
  '\u009b31m in eight bits',
  'right to left \u202e txet',
  'line\r\nafter\u2028line \u0000\u0008\u007f',
  '\ud800 half a pair, and many marks: a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301',
] as const satisfies readonly [string, ...string[]];

/** Control characters in plain output, but for line ends. */
export const isTainted = (line: string): boolean =>
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(line);
