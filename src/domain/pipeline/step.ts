import {pipelineBuilder} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {BUILDX_FLAG} from '../catalogue/builders.ts';
import {registryRow} from '../catalogue/registries.ts';
import {commented} from '../yaml-text.ts';
import {builtInStepSpec} from './built-in-step.ts';
import {pluginStepSpec} from './plugin-step.ts';

/** Type of the step that the builder needs for the registry. */
export function stepType(answers: Answers): string {
  const builder = pipelineBuilder(answers);
  return builder === 'kaniko' || builder === 'buildx'
    ? registryRow(answers.image.registry).stepType
    : 'Plugin';
}

/** `{step: …}`, an item of a stage's step list. */
export function buildStep(answers: Answers): {readonly step: Readonly<Record<string, unknown>>} {
  const builder = pipelineBuilder(answers);
  const type = stepType(answers);
  const [name, identifier] = answers.build.push
    ? ['Build and push', 'build_and_push']
    : ['Build image', 'build_image'];
  return {
    step: {
      type: builder === 'buildx' ? commented(type, BUILDX_COMMENT) : type,
      name,
      identifier,
      spec:
        builder === 'kaniko' || builder === 'buildx'
          ? builtInStepSpec(builder, answers)
          : pluginStepSpec(builder, answers),
    },
  };
}

const BUILDX_COMMENT = [
  `BuildX carries out this step once Harness Support has turned on ${BUILDX_FLAG} for the account; until then Kaniko does.`,
  'Docker Layer Caching (caching: true in spec) selects BuildX too, where the account has it.',
];
