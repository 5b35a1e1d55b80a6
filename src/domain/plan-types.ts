export type FileRole =
  | 'dockerfile'
  /** One of these three installs the delegate. */
  | 'manifest'
  | 'values'
  | 'terraform'
  | 'step'
  | 'validation'
  | 'token'
  | 'ignore'
  | 'answers';

/** One file to write, relative to the output directory. Content ends with a line end. */
export interface PlannedFile {
  readonly role: FileRole;
  readonly path: string;
  readonly content: string;
  /** Unix permission bits: 0o644, or 0o600 for what holds a token. */
  readonly mode: number;
}

/** Exactly what will be written, in the order in which it is shown. */
export interface Plan {
  readonly files: readonly PlannedFile[];
}
