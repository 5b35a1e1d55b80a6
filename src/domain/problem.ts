/** Where a value came from, when it came from a file. Lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning' | 'notice';

/** One thing that is missing, wrong or worth knowing. Only errors keep files from being written. */
export interface Problem {
  /** Path of the answer: `base.version`, `tools.2.sha256.amd64`. */
  readonly field: string;
  /** Stable word for tests and `--json`: `missing`, `invalid`, `unknown-key`, `base-old`, … */
  readonly code: string;
  readonly severity: Severity;
  /** One plain sentence: what is wrong and what to do. */
  readonly message: string;
  /** The flag that sets the answer, with its dashes. */
  readonly flag?: string;
  readonly source?: SourcePosition;
}
