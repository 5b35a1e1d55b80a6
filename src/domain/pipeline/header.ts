import {pipelineBuilder} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {builderRow} from '../catalogue/builders.ts';
import {registryRow} from '../catalogue/registries.ts';
import {imageTarget} from './image-target.ts';
import {specialNotes} from './notes.ts';
import {prerequisites} from './prerequisites.ts';

const PASTE = {
  step: 'Paste it under steps: of a CI (Build) stage on a Kubernetes cluster, in the YAML view of Pipeline Studio.',
  stage: 'Paste it under stages: of a pipeline, in the YAML view of Pipeline Studio.',
} as const;

/** Comment on top of the file: what it is, where it goes, what it needs, where it differs from Harness's pages. */
export function headerComment(answers: Answers): string[] {
  const {build, image} = answers;
  const target = imageTarget(answers);
  const {label} = builderRow(pipelineBuilder(answers));
  const registry = image.registry === 'other' ? target.host : registryRow(image.registry).label;
  const push = build.push ? `and pushes it to ${registry}` : 'without pushing it';
  const paste =
    build.scope === 'pipeline'
      ? `Create a pipeline in project ${build.project} of organization ${build.org}, open its YAML view and paste it.`
      : PASTE[build.scope];
  const notes = specialNotes(answers);
  return [
    `Builds ${target.name}:${target.tag} with ${label} ${push}.`,
    paste,
    '',
    'Needed before the first run:',
    ...prerequisites(answers).map((line) => `- ${line}`),
    ...(notes.length > 0 ? ['', 'Good to know, and where this differs from Harness’s pages:'] : []),
    ...notes.map((line) => `- ${line}`),
  ];
}
