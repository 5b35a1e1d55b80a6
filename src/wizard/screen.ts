import type {Severity} from '../domain/problem.ts';

/** Steps in their order. Writing happens inside `review`. */
export const STEPS = ['start', 'tools', 'image', 'policy', 'delegate', 'review'] as const;
export type StepId = (typeof STEPS)[number];

/** Steps of an image that is built on this machine, in their order. */
export const BUILD_STEPS = ['builder', 'build', 'push'] as const;
export type BuildStepId = (typeof BUILD_STEPS)[number];

/** Steps after the files are written, in their order. */
export const DEPLOY_STEPS = ['target', 'preflight', 'rollout'] as const;
export type DeployStepId = (typeof DEPLOY_STEPS)[number];

/** How something stands, said by a sign. */
export type Tone = 'ok' | 'notice' | 'warning' | 'error';

/** What stands under a row: the problem of its field. */
export interface RowProblem {
  readonly severity: Severity;
  readonly message: string;
}

interface RowBase {
  /** Stable across renders; the field path for rows that answer a field. */
  readonly id: string;
  readonly label: string;
  /** Dim words behind label and value; first to go when the window is narrow. */
  readonly detail?: string;
  readonly problem?: RowProblem;
}

/** A line that cannot be focused: a heading, or a sentence. */
export interface TextRow extends RowBase {
  readonly kind: 'heading' | 'note';
}
/** One of a list to start from. */
export interface ChooseRow extends RowBase {
  readonly kind: 'choose';
}
/** `◉ kubectl   1.35.3   checksum published`. `locked` says why space does nothing. */
export interface CheckRow extends RowBase {
  readonly kind: 'check';
  readonly checked: boolean;
  readonly value?: string;
  readonly locked?: string;
}
/** One of several rows of which exactly one is selected. */
export interface RadioRow extends RowBase {
  readonly kind: 'radio';
  readonly selected: boolean;
  /** Why it cannot be chosen, shown instead of `detail`. */
  readonly ruledOut?: string;
}
/** A field with a few fixed values on one line: `Cluster  ◉ Kubernetes  ◯ OpenShift`. Left and right change it. */
export interface OptionsRow extends RowBase {
  readonly kind: 'options';
  readonly options: readonly {readonly label: string; readonly selected: boolean}[];
}
/** A one-line text field. */
export interface FieldTextRow extends RowBase {
  readonly kind: 'text';
  readonly value: string;
  /** Shown dim while the value is empty. */
  readonly placeholder?: string;
  /** Position of the text cursor in `value` (UTF-16 units) while the row is focused. */
  readonly cursor?: number;
  /** Draw one `•` per character. */
  readonly masked?: boolean;
}
/** A file of the review. */
export interface FileRow extends RowBase {
  readonly kind: 'file';
  readonly state: 'new' | 'changed' | 'unchanged' | 'blocked';
  /** What will happen: `write`, `keep yours`, `overwrite, backup kept`, `write as Dockerfile.new`. */
  readonly action: string;
}

/** What one look at the cluster found: `✔ the server accepts all 11 objects`. `detail` says what to do, and is never left out. */
export interface ResultRow extends RowBase {
  readonly kind: 'result';
  /** `running`: not known yet. */
  readonly state: Tone | 'running';
}
/** One pod of a rollout: `custom-del-7d9f-x2k8p   image not found   0 restarts   36 s`. */
export interface PodRow extends RowBase {
  readonly kind: 'pod';
  /** What it is doing, in a word or a few. */
  readonly word: string;
  readonly tone: Tone;
  /** `2 restarts`; empty when there is nothing to say. */
  readonly restarts: string;
  /** `36 s`; empty when not known. */
  readonly age: string;
  /** The one line that matters, under the row; a `problem` takes its place. */
  readonly line?: string;
}

export type Row =
  | TextRow
  | ChooseRow
  | CheckRow
  | RadioRow
  | OptionsRow
  | FieldTextRow
  | FileRow
  | ResultRow
  | PodRow;

/** `rollout   revision 12 · ready 0 of 1`: facts that stay in sight while rows scroll. */
export interface StatusLine {
  readonly label: string;
  /** Most important first: what does not fit is cut. */
  readonly text: string;
}

/** The one sentence that says how it stands. */
export interface Verdict {
  readonly tone: Tone;
  readonly text: string;
}

/** A footer entry, drawn from the key table; only keys that work now. */
export interface Hint {
  readonly keys: string;
  readonly label: string;
}

export interface PanelLine {
  readonly text: string;
  readonly tone?: 'added' | 'removed' | 'dim' | 'heading';
}

/** Preview, diff, help. `beside`: stands next to the rows where there is room, else takes their place once opened. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly PanelLine[];
  /** Sentences: what is too long goes on below, under the second column. Else lines are cut. */
  readonly wraps?: boolean;
  /** First line to show. */
  readonly scroll: number;
  readonly placement: 'beside' | 'over';
  /**
   * Asked for, and taking the keys: draw it even where there is no room beside the rows. A `beside` panel
   * that is not opened is drawn only where there is room.
   */
  readonly opened?: boolean;
}

/** Everything that can be seen, without sizes and colours. Ink draws it; tests read it. */
export interface Screen {
  readonly step: StepId | BuildStepId | DeployStepId;
  /** Counts from 1. */
  readonly stepNumber: number;
  readonly stepCount: number;
  /** Stands in the corner in the place of the step's number: `0:38`. A narrow window keeps it, and the summary. */
  readonly corner?: string;
  /** The whole answer so far in one line: `26.08.89806.minimal · 3 tools · Docker Hub`. */
  readonly summary: string;
  readonly question: string;
  /** Title of the overlay that is open, e.g. `Base image`. Its rows replace the step's. */
  readonly overlay?: string;
  /** Under the question; never scrolls. */
  readonly status?: readonly StatusLine[];
  readonly rows: readonly Row[];
  /** Index in `rows` of the focused row, -1 for none. */
  readonly focus: number;
  /** The filter while it is open or set. */
  readonly filter?: {readonly text: string; readonly editing: boolean; readonly hidden: number};
  /** Sentences between rows and footer, most important first. */
  readonly notices: readonly RowProblem[];
  /** Right above the footer; the last thing to go when the window is small. */
  readonly verdict?: Verdict;
  readonly hints: readonly Hint[];
  readonly panel?: Panel;
  /** `Writing…`, `Asking Harness…` */
  readonly busy?: string;
}
