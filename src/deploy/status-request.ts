import type {Answers} from '../domain/answers.ts';
import type {YearMonth} from '../domain/base-image.ts';
import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {RunPlace} from './deploy-types.ts';
import type {EndRequest} from './end-event.ts';

export interface StatusRequest extends RunPlace {
  /** Of the workload; without it the only delegate of the namespace is meant, or all are listed. */
  readonly name?: string;
  /** The run that put it there, when it is known. */
  readonly record?: RunRecord;
  /** What it was made from; some name tools, but no image. */
  readonly answers?: {readonly value: Answers; readonly namesImage: boolean};
  readonly today: YearMonth;
}

export type EndStatus = (
  outcome: DeployOutcome,
  facts?: Omit<EndRequest, 'place' | 'outcome' | 'afterMs'> & {readonly afterMs?: number},
) => DeployEvent;
