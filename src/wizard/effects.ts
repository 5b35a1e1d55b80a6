import type {PartialAnswers} from '../domain/answers.ts';
import type {FileChoice, FileComparison, PatchEvent, PlanEvent} from '../domain/events.ts';
import type {PatchedFile, Plan} from '../domain/plan-types.ts';
import type {Key} from './keys.ts';

type FileEvent = Extract<PlanEvent, {type: 'file'}>;

/** How the wizard ended. `written` with no event of an outcome but `unchanged` and `kept` wrote nothing. */
export type Outcome =
  | {readonly kind: 'cancelled'}
  | {
      readonly kind: 'written';
      readonly directory: string;
      readonly events: readonly FileEvent[];
      readonly answers: PartialAnswers;
      /** The file that people have, in the place of one of ours. */
      readonly patched?: PatchEvent & Pick<PatchedFile, 'role' | 'delegate'>;
      /** They are to be deployed now: to the practice cluster, or to one that is still to be chosen. */
      readonly deploy?: 'practice' | 'ask';
      /** The image is to be built here first; where a deploy would go to after that. */
      readonly build?: 'practice' | 'ask';
    }
  /** Back to the rollout that was left unfinished. */
  | {readonly kind: 'watch'}
  | {readonly kind: 'failed'; readonly message: string};

/** What the machine asks of the world, as data. `ask` comes back with the answer, so that late ones are told apart. */
export type Effect =
  | {readonly type: 'load-preset'; readonly name: string}
  /** Reads a file that installs a delegate already. */
  | {readonly type: 'load-manifest'; readonly path: string}
  | {readonly type: 'compare'; readonly ask: number; readonly plan: Plan; readonly directory: string}
  | {
      readonly type: 'write';
      readonly plan: Plan;
      readonly directory: string;
      readonly choices: Readonly<Record<string, FileChoice>>;
    }
  | {readonly type: 'look-up-version'; readonly accountId: string; readonly managerUrl: string}
  | {readonly type: 'save-preset'; readonly name: string; readonly answers: PartialAnswers}
  | {readonly type: 'remember'; readonly answers: PartialAnswers}
  | {readonly type: 'exit'; readonly outcome: Outcome};

/** What happened. Messages never say what to do about it: that is `update`. */
export type Message =
  | {readonly type: 'key'; readonly key: Key; readonly glued?: boolean}
  | {readonly type: 'preset-loaded'; readonly name: string; readonly answers: PartialAnswers}
  | {readonly type: 'compared'; readonly ask: number; readonly comparisons: readonly FileComparison[]}
  | {readonly type: 'file-event'; readonly event: PlanEvent}
  | {readonly type: 'manifest-loaded'; readonly path: string; readonly text: string}
  | {readonly type: 'patched'; readonly event: PatchEvent}
  | {readonly type: 'write-done'}
  | {readonly type: 'version-found'; readonly version: string}
  | {readonly type: 'preset-saved'; readonly name: string; readonly path: string}
  /** `message` is one plain line, `next` says what to do. */
  | {
      readonly type: 'failed';
      readonly where: Exclude<Effect['type'], 'exit'>;
      readonly message: string;
      readonly next?: readonly string[];
    };
