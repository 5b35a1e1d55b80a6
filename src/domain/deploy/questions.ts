import type {DeployChange, ObjectConflicts} from './events.ts';
import type {ObjectRef} from './object-ref.ts';
import type {Target} from './target.ts';

/** Asked when all checks have passed, before the first change. */
export interface ConfirmQuestion {
  readonly target: Target;
  /** Scenario, when it is the practice cluster. */
  readonly practice?: string;
  readonly changes: readonly DeployChange[];
  /** Fields that applying takes over from their managers. */
  readonly conflicts: readonly ObjectConflicts[];
  /** The target is not that of the last run from here, or reads like production: its name has to be typed. */
  readonly mustType?: string;
}

/** Asked when the server refused an apply because other managers hold fields that the manifest sets. */
export interface TakeOverQuestion {
  readonly target: Target;
  readonly conflicts: readonly ObjectConflicts[];
}

/** Asked before an undo. */
export interface UndoQuestion {
  readonly target: Target;
  /** Put back as they were. */
  readonly restore: readonly ObjectRef[];
  /** Deleted: the objects that we created, and no other of the same name. `note`: why to look at it before. */
  readonly remove: readonly (ObjectRef & {readonly note?: string})[];
  readonly keep: readonly {readonly ref: ObjectRef; readonly why: string}[];
  /** Fields that others have set since, and that are set back; taking them over is asked for next. */
  readonly conflicts?: readonly ObjectConflicts[];
}
