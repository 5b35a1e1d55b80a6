import type {BuilderFacts, ContainerBuilder} from './builder-types.ts';
import type {Explanation} from './explain.ts';
import type {ToolCheck} from './read-tool-check.ts';

/** How a run ended. `refused`: something before the push forbids it. */
export type BuildOutcome = 'built' | 'pushed' | 'failed' | 'refused' | 'cancelled';

/** What a build, a check or a push tells. Times are milliseconds since it began; texts are safe to print. */
export type BuildEvent =
  | {readonly type: 'builder'; readonly facts: BuilderFacts; readonly path: string}
  /** A builder that cannot be used, and why. */
  | ({readonly type: 'unusable'; readonly builder: ContainerBuilder} & Explanation)
  | {readonly type: 'notice'; readonly text: string; readonly next?: string}
  | {readonly type: 'building'; readonly image: string; readonly platform: string; readonly context: string}
  /** Everything that the builder prints goes to this file. */
  | {readonly type: 'log'; readonly path: string}
  | {
      readonly type: 'step';
      readonly number?: number;
      readonly of?: number;
      readonly title: string;
      readonly afterMs: number;
    }
  | {readonly type: 'tool'; readonly tool: string; readonly afterMs: number}
  | {
      readonly type: 'step-done';
      readonly number: number;
      readonly cached: boolean;
      readonly tookMs: number;
      readonly afterMs: number;
    }
  | {readonly type: 'output'; readonly text: string; readonly afterMs: number}
  /** Nothing new for a while; what runs, and for how long. */
  | {readonly type: 'still'; readonly title: string; readonly forMs: number; readonly afterMs: number}
  | {readonly type: 'built'; readonly image: string; readonly id: string; readonly afterMs: number}
  | {readonly type: 'checking'; readonly image: string; readonly user: string; readonly tools: number}
  | {readonly type: 'tool-check'; readonly user: string; readonly ok: boolean; readonly check: ToolCheck}
  | {
      readonly type: 'checked';
      readonly user: string;
      readonly ok: boolean;
      readonly failed: readonly string[];
    }
  | {readonly type: 'pushing'; readonly image: string}
  /** The registry has it. `pinned` names exactly this content. */
  | {readonly type: 'pushed'; readonly image: string; readonly digest?: string; readonly pinned?: string}
  /** Why it failed; `output`: the last lines that the builder printed. */
  | ({readonly type: 'failure'; readonly output: readonly string[]} & Explanation)
  | {
      readonly type: 'end';
      readonly outcome: BuildOutcome;
      readonly sentence: string;
      readonly afterMs: number;
    };
