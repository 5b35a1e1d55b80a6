import type {FileRole} from './plan-types.ts';

/** What happens, or happened, to one planned file. */
export type FileOutcome = 'created' | 'replaced' | 'unchanged' | 'kept' | 'written-beside';

/** What `execute(plan)` tells its readers, in the order in which it happened. */
export type PlanEvent =
  | {
      readonly type: 'file';
      readonly role: FileRole;
      readonly path: string;
      readonly outcome: FileOutcome;
      /** Where it went when not to `path`. */ readonly writtenTo?: string;
      /** Copy of what was there before. */ readonly backup?: string;
      /** Of an ignore file that stays the person's own: lines that keep secrets out, and that it lacks. */
      readonly lacks?: readonly string[];
    }
  | {readonly type: 'done'; readonly directory: string};

/** What became of a file that people have. Paths are as the file was given. */
export interface PatchEvent {
  readonly outcome: FileOutcome;
  readonly path: string;
  /** The file that is to be applied: that one, or the one that was written beside it. */
  readonly writtenTo: string;
  /** Copy of what was there before. */
  readonly backup?: string;
  /** It holds the token now, and others than its owner may no longer read it. */
  readonly isClosed?: boolean;
}

/** A planned file held against the disk. */
export interface FileComparison {
  readonly path: string;
  readonly role: FileRole;
  /** `edited`: differs and was not written by us, or was edited since. `changed`: ours, unedited, differs. `blocked`: cannot be replaced (a directory, a link, no permission). */
  readonly state: 'new' | 'unchanged' | 'changed' | 'edited' | 'blocked';
  /** Why it is blocked. */
  readonly reason?: string;
  /** Content on disk, when there is one and it is text of sane size. */
  readonly current?: string;
}

/** What to do with a file that exists and differs. */
export type FileChoice = 'keep' | 'overwrite' | 'beside';
