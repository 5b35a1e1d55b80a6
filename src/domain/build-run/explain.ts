/** Why something failed, in words, and what to do next. */
export interface Explanation {
  /** Stable word for `--json` and tests: `download`, `checksum`, `disk`, … */
  readonly code: string;
  /** One sentence with its full stop. */
  readonly cause: string;
  /** Steps, one sentence each. Never empty. */
  readonly next: readonly string[];
}

/** What sentences may name. */
export interface ExplainContext {
  /** `Docker` */
  readonly builder: string;
  /** Program, as it is typed: `docker`. */
  readonly program: string;
  /** The Dockerfile, safe to print. */
  readonly dockerfile?: string;
  /** What the Dockerfile begins from: an image reference. */
  readonly base?: string;
  /** Where the image goes. */
  readonly reference?: string;
  /** Command that logs in to the registry at hand. */
  readonly login?: string;
}

/** One failure that is known: what its output looks like, and what is said about it. */
export interface ExplanationRow {
  readonly code: string;
  readonly when: RegExp;
  readonly say: (
    found: RegExpExecArray,
    context: ExplainContext,
    text: string,
  ) => Omit<Explanation, 'code'> | undefined;
}

/** The first row that knows the text. `text` is output that is safe to print, without echoed instructions. */
export function explain(
  rows: readonly ExplanationRow[],
  text: string,
  context: ExplainContext,
): Explanation | undefined {
  for (const {code, when, say} of rows) {
    const found = when.exec(text);
    const said = found === null ? undefined : say(found, context, text);
    if (said !== undefined) return {code, ...said};
  }
  return undefined;
}
