import type {PlanEvent} from '../domain/events.ts';
import type {Plan} from '../domain/plan-types.ts';
import {writeFiles} from './write-files.ts';
import type {WriteRequest} from './write-files.ts';

export interface ExecuteRequest extends Omit<WriteRequest, 'files'> {
  readonly plan: Plan;
}

/**
 * The one engine behind both fronts: carries out a plan and tells what happened, `done` last.
 * Throws what `writeFiles` throws, and then nothing was changed.
 */
export async function* execute({plan, ...request}: ExecuteRequest): AsyncGenerator<PlanEvent> {
  yield* writeFiles({...request, files: plan.files});
  yield {type: 'done', directory: request.directory};
}
