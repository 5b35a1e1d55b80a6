import type {YearMonth} from '../../base-image.ts';
import type {Severity} from '../../problem.ts';
import type {YamlPath} from '../../yaml-edit/edit-types.ts';
import type {PatchEdit} from '../patch-types.ts';
import type {Scene} from '../scene.ts';
import type {SourceObject} from '../source.ts';

/** What findings look at: the file as it is after the edits. */
export interface Looked extends Scene {
  readonly today: YearMonth;
  readonly edits: readonly PatchEdit[];
}

/** Where something was found, and the sentence about it, which ends with what to do. */
export interface Hit {
  readonly object: SourceObject;
  readonly path?: YamlPath;
  readonly message: string;
}

/** Something about a file that the user should know and that is not changed by itself. */
export interface FindingRow {
  readonly code: string;
  readonly severity: Severity;
  readonly find: (looked: Looked) => readonly Hit[];
}
