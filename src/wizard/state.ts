import type {PartialAnswers, Secrets} from '../domain/answers.ts';
import type {Today} from '../domain/check-answers.ts';
import type {FileChoice, FileComparison, PatchEvent, PlanEvent} from '../domain/events.ts';
import type {FilledFile} from '../domain/existing/fill-answers.ts';
import type {Layers} from '../domain/merge.ts';
import type {Plan} from '../domain/plan-types.ts';
import type {Effect, Outcome} from './effects.ts';
import type {Facts, Knowledge} from './knowledge.ts';
import type {PanelLine, RowProblem, StepId} from './screen.ts';

/** What the start step offers beside starting with nothing. */
export interface Starts {
  /** What was answered last time. `detail`: `4 tools · ECR · OpenShift`. */
  readonly last?: {readonly answers: PartialAnswers; readonly detail: string};
  readonly presets: readonly {
    readonly name: string;
    readonly description: string;
    readonly origin: 'built-in' | 'yours';
  }[];
}

export type Overlay =
  | {
      readonly kind: 'versions';
      readonly tool: string;
      /** Space was used: Enter only closes. */ readonly ticked: boolean;
    }
  | {readonly kind: 'base'}
  | {readonly kind: 'save-preset'}
  | {
      readonly kind: 'leave';
      /** What was open when Ctrl+C was pressed. */
      readonly over: Partial<Pick<WizardState, 'overlay' | 'panel' | 'caret' | 'editing'>>;
    }
  | {
      readonly kind: 'existing';
      /** Why the file that was named will not do. */
      readonly problem?: string;
      /** It holds several delegates, and one of them is to be chosen. */
      readonly several?: {readonly path: string; readonly text: string; readonly names: readonly string[]};
    };

/** A panel that was asked for; it takes the keys until it is closed. */
export interface OpenPanel {
  readonly kind: 'preview' | 'help' | 'diff' | 'content';
  readonly scroll: number;
}

/** What leaving would not lose: answers as they were taken in, written or saved last. */
export interface Held {
  readonly answers: PartialAnswers;
  readonly token: string;
  readonly fixes: NonNullable<FilledFile['fixes']>;
}

export interface ReviewState {
  /** As typed; empty: the directory named after the delegate. */
  readonly directory: string;
  readonly plan?: Plan;
  /** Number of the newest question to the disk. */
  readonly ask: number;
  /** Directory that the newest question was about. */
  readonly askedDirectory?: string;
  readonly comparisons?: readonly FileComparison[];
  readonly choices: Readonly<Record<string, FileChoice>>;
  readonly events: readonly Extract<PlanEvent, {type: 'file'}>[];
  /** What became of the file that people have. */
  readonly patched?: PatchEvent;
  /** What is written now is deployed after that. */
  readonly deploys?: boolean;
  /** The image is built on this machine after that. */
  readonly builds?: boolean;
  /** The last write stopped with this. */
  readonly failure?: string;
}

/** Everything the wizard knows. Replaced, never changed; drawn by `view`. */
export interface WizardState {
  readonly know: Knowledge;
  readonly today: Today;
  /** Deploying goes to the practice cluster. */
  readonly practice: boolean;
  /** A rollout whose end nobody has seen, in a sentence. */
  readonly unfinished?: string;
  readonly starts: Starts;
  /** What lies under and over a preset that is chosen at the start, and the preset of the command line. */
  readonly layers: Layers;
  readonly step: StepId;
  /** A start was chosen: going back to it must not throw the answers away. */
  readonly begun: boolean;
  /** The file that the answers were filled from; it is edited, and no new one is made. */
  readonly existing?: FilledFile;
  /** As typed, unchecked. */
  readonly answers: PartialAnswers;
  readonly secrets: Secrets;
  readonly held: Held;
  /** Text of rows that were typed into, by row id: what is shown while the answer is what it means. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Row id that has the focus, by place: a step, or an overlay. */
  readonly focus: Readonly<Record<string, string>>;
  /** Cursor in the focused text; at its end when not given. */
  readonly caret?: number;
  /** Earlier values of text fields by path, newest first, to be called back. */
  readonly recent: Readonly<Record<string, readonly string[]>>;
  /** What stood in a field before an earlier value was called back: the last of the round. */
  readonly recalled?: {readonly id: string; readonly text: string};
  /** Text row that was typed into since it got the focus: its problem waits. */
  readonly editing?: string;
  readonly filter: {readonly text: string; readonly editing: boolean};
  readonly overlay?: Overlay;
  readonly panel?: OpenPanel;
  /** Lines of the previewed file that the last change of the tools added and took away. */
  readonly change?: readonly PanelLine[];
  /** File that the preview shows, by step, where it is not the step's own. */
  readonly previewPath: Readonly<Partial<Record<StepId, string>>>;
  /** Steps whose `more…` is unfolded. */
  readonly unfolded: readonly StepId[];
  /** Steps that were left with errors: what is missing is told there. */
  readonly checked: readonly StepId[];
  /** Unticked tools as they were, so that ticking again brings version and checksum back. */
  readonly unticked: Readonly<Record<string, readonly unknown[]>>;
  /** Only Ctrl+C is heard. */
  readonly busy?: 'loading' | 'writing';
  readonly lookingUp: boolean;
  /** Ctrl+C came while writing. */
  readonly leaving: boolean;
  /** The last thing worth saying; the next key takes it away. */
  readonly said?: RowProblem;
  readonly review: ReviewState;
  /** Set once, at the end; nothing is heard after it. */
  readonly outcome?: Outcome;
}

/** A new state and what to do in the world. */
export type Result = readonly [WizardState, readonly Effect[]];

export const only = (state: WizardState): Result => [state, []];

/** The same state with something to say. */
export const say = (state: WizardState, severity: RowProblem['severity'], message: string): WizardState => ({
  ...state,
  said: {severity, message},
});

/** What beside the answers decides about the files. */
export const factsOf = ({today, secrets, existing}: WizardState): Facts => ({
  today,
  secrets,
  ...(existing === undefined ? {} : {existing}),
});
