import type {PatchEdit} from './patch/patch-types.ts';
import type {Problem} from './problem.ts';

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
  /** Unix permission bits: 0o644, or 0o600 for what holds a token or may hold another secret. */
  readonly mode: number;
}

/** A file that people have, as it is and as it would be. It stays where it is, outside the output directory. */
export interface PatchedFile {
  readonly role: 'manifest' | 'values' | 'terraform';
  /** As it was given: absolute, or relative to the working directory. */
  readonly path: string;
  readonly before: string;
  /** Every byte outside the edits is that of `before`. May hold the token. */
  readonly content: string;
  readonly edits: readonly PatchEdit[];
  /** Edits that cannot be made: with any of them the file is not written. */
  readonly blocked: readonly Problem[];
  /** What people should know, and that is not changed by itself. */
  readonly findings: readonly Problem[];
  /** Of the workload. Empty where the file names none. */
  readonly delegate: {readonly name: string; readonly namespace: string};
}

/** Exactly what will be written, in the order in which it is shown. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** The file that installs the delegate, where people have one: then there is none among `files`. */
  readonly patch?: PatchedFile;
}
