import type {DeployOutcome} from './events.ts';

/** Exit code of each outcome. */
export const OUTCOME_CODE: Readonly<Record<DeployOutcome, number>> = {
  complete: 0,
  progressing: 0,
  checked: 0,
  refused: 3,
  declined: 3,
  'not-applied': 4,
  'not-undone': 4,
  partial: 5,
  'undone-in-part': 5,
  doomed: 6,
  failed: 6,
  timeout: 7,
  lost: 8,
  deleted: 9,
  replaced: 9,
  superseded: 9,
  paused: 9,
  undone: 10,
  detached: 130,
  cancelled: 130,
};
