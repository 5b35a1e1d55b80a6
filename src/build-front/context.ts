import type {Answers} from '../domain/answers.ts';
import type {Io} from '../console/io.ts';
import type {OwnFile} from './pin-own-file.ts';
import type {BuildMessage} from '../wizard/build/effects.ts';

/** What the build screens need from outside. */
export interface BuildContext {
  readonly io: Pick<Io, 'env'>;
  /** Of the files, as the user wrote it. */
  readonly directory: string;
  readonly answers: Answers;
  /** A file of the person's own, in the place of one of ours. */
  readonly patched?: OwnFile;
  readonly cwd: string;
  /** Read once for each run: names of logs, and the time of a push. */
  readonly now: () => Date;
  /** Between two redraws for the time alone, in ms. */
  readonly everyMs: number;
}

/** Where news for the machine goes. */
export type Send = (message: BuildMessage) => void;
