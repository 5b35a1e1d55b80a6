import type {CheckedTool} from '../domain/build-run/tool-check-script.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import type {Io} from '../console/io.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {DeployMessage} from '../wizard/deploy/effects.ts';

/** What a verification holds the delegate against. */
export interface Verifies {
  readonly tools: readonly CheckedTool[];
  readonly accountId?: string;
  readonly managerUrl?: string;
  /** What offers the validation pipeline, the last line. */
  readonly lastStep: string;
}

/** What the deploy screens need from outside. */
export interface DeployContext {
  readonly io: Pick<Io, 'env'>;
  /** Texts of the manifests, in the order in which they are applied. */
  readonly manifests: readonly string[];
  /** The delegate: name of its Deployment, and its namespace. */
  readonly delegate: {readonly name: string; readonly namespace: string};
  /** Of the practice cluster, where the screens name none. */
  readonly scenario: string;
  /** How many times as fast as real time it plays. */
  readonly speed?: number;
  /** Directory of run records. */
  readonly runs: string;
  /** The run that a watch or an undo comes back to. */
  readonly record?: RunRecord;
  /** The cluster of a watch that comes back to no run. */
  readonly context?: string;
  readonly options?: Partial<WatchOptions>;
  /** The command that applies without us, for those without kubectl. */
  readonly byHand?: string;
  /** Between two redraws for ages and times alone, in ms. */
  readonly everyMs: number;
  /** Fields of other managers are taken over without asking. */
  readonly takesOver: boolean;
  /** Absent where no answers are known: then only the registration can be looked at. */
  readonly verifies?: Verifies;
  /** Hands the terminal to work that needs it. */
  readonly lend: (work: () => Promise<void>) => Promise<void>;
  /** Prints on the terminal while it is lent. */
  readonly print: (line: string) => void;
}

/** Where news for the machine goes. */
export type Send = (message: DeployMessage) => void;
