import {conclude, type Conclusion} from '../domain/deploy/conclude.ts';
import type {DeployEvent, DeployResult} from '../domain/deploy/events.ts';
import {OUTCOME_CODE} from '../domain/deploy/outcome-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {RunPlace} from './deploy-types.ts';

export interface EndRequest extends Omit<Conclusion, 'practice'> {
  readonly place: RunPlace;
  readonly image?: string;
  /** In the place of the usual one of the outcome. */
  readonly exitCode?: ExitCode;
}

/** The last event of a run. */
export function endEvent({place, image, exitCode, ...facts}: EndRequest): DeployEvent {
  const {target} = place.connection;
  const {view, name, objects, outcome, autoUpgrade, afterMs, run} = facts;
  const {sentence, next, step} = conclude({...facts, practice: place.practice !== undefined});
  const result: DeployResult = {
    outcome,
    sentence: sanitiseLine(sentence),
    next,
    ...(step === undefined ? {} : {step}),
    context: sanitiseLine(target.context),
    server: sanitiseLine(target.server),
    namespace: sanitiseLine(target.namespace),
    ...(place.practice === undefined ? {} : {practice: place.practice.scenario}),
    ...(name === undefined ? {} : {name: sanitiseLine(name)}),
    ...(objects === undefined ? {} : {objects}),
    ...(view === undefined ? {} : {revision: view.revision, registration: view.registration}),
    ...(image === undefined ? {} : {image: sanitiseLine(image)}),
    ...(autoUpgrade === undefined ? {} : {autoUpgrade}),
    seconds: Math.round(afterMs / 1000),
    ...(run === undefined ? {} : {run}),
  };
  return {type: 'end', result, exitCode: exitCode ?? OUTCOME_CODE[outcome]};
}
