/** One LABEL for each label, sorted, so that their order in a preset changes nothing. */
export const labelInstructions = (labels: Readonly<Record<string, string>>): string[] =>
  Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `LABEL ${key}=${labelValue(value)}`);

/**
 * A value that every Dockerfile parser reads back as it was: in double quotes, `"` and `$` with a backslash.
 * A backslash itself goes into single quotes, because old builders do not know `\\` inside double quotes.
 */
const labelValue = (value: string): string =>
  `"${value.replaceAll(/["$\\]/g, (character) => (character === '\\' ? BACKSLASH : `\\${character}`))}"`;

const BACKSLASH = String.raw`"'\'"`;
