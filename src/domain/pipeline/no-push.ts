import {pipelineBuilder} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {builderRow} from '../catalogue/builders.ts';

/** How a build without pushing is told, and where. */
export interface NoPush {
  readonly variable: 'PLUGIN_NO_PUSH' | 'PLUGIN_DRY_RUN';
  /** A step that is pasted alone has no stage to carry the variable. */
  readonly where: 'stage' | 'step';
}

/** `undefined` when the image is pushed. Source: Harness docs, build without pushing; flags of the plugins. */
export function noPush(answers: Answers): NoPush | undefined {
  if (answers.build.push) return undefined;
  const variable = builderRow(pipelineBuilder(answers)).noPushVariable;
  return {variable, where: answers.build.scope === 'step' ? 'step' : 'stage'};
}
