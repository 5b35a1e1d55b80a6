import type {Arguments} from '../args.ts';
import type {Today} from '../domain/check-answers.ts';
import type {Io} from '../console/io.ts';
import type {Outcome} from '../wizard/effects.ts';

/** What the rounds need beside the wizard. */
export interface RoundsRun {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

export type Written = Extract<Outcome, {kind: 'written'}>;

/** The screens after the wizard were left for its review; `answers` of it are those that the files have now. */
export interface BackToReview {
  readonly toReview: Written;
}
