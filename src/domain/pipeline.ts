import {pipelineBuilder, runsAs} from './advice.ts';
import type {Answers} from './answers.ts';
import type {PipelineBuilder} from './choices.ts';
import {RUNTIME_INPUT, harnessIdentifier} from './pipeline/harness-values.ts';
import {headerComment} from './pipeline/header.ts';
import {specialNotes} from './pipeline/notes.ts';
import {prerequisites} from './pipeline/prerequisites.ts';
import {pluginImage} from './pipeline/plugin-image.ts';
import {buildStage} from './pipeline/stage.ts';
import {buildStep, stepType} from './pipeline/step.ts';
import {yamlText} from './yaml-text.ts';

/**
 * Answers -> YAML of the step (`- step:`), the CI stage (`- stage:`) or the whole pipeline that builds the
 * image, with a comment on top. The same answers give the same text. Throws `TypeError` for an image that is
 * built outside the cluster: it has no pipeline.
 */
export function buildPipeline(answers: Answers): string {
  return yamlText(SCOPES[answers.build.scope](answers), {comment: headerComment(answers)});
}

const SCOPES: Readonly<Record<Answers['build']['scope'], (answers: Answers) => unknown>> = {
  step: (answers) => [buildStep(answers)],
  stage: (answers) => [buildStage(answers)],
  pipeline: (answers) => ({pipeline: pipelineBody(answers)}),
};

function pipelineBody(answers: Answers): Record<string, unknown> {
  const {build, delegate} = answers;
  return {
    name: `Build ${delegate.name}`,
    identifier: harnessIdentifier('build', delegate.name),
    projectIdentifier: build.project,
    orgIdentifier: build.org,
    tags: {},
    properties: {
      ci: {
        codebase: {
          connectorRef: build.codebaseConnector,
          ...(build.repositoryName === undefined ? {} : {repoName: build.repositoryName}),
          build: RUNTIME_INPUT,
        },
      },
    },
    stages: [buildStage(answers)],
  };
}

/** What the step will be, for people. */
export interface BuildSummary {
  readonly builder: PipelineBuilder;
  readonly stepType: string;
  /** Plugin image with its tag; built-in steps bring their own. */
  readonly image?: string;
  readonly runAsUser: string;
  readonly privileged: boolean;
  /** What must exist first, then what is special. */
  readonly notes: readonly string[];
}

/** The choice of `buildPipeline` in a few words. */
export function buildSummary(answers: Answers): BuildSummary {
  const builder = pipelineBuilder(answers);
  const {user, privileged} = runsAs({builder, cluster: answers.cluster});
  return {
    builder,
    stepType: stepType(answers),
    ...(builder === 'buildah' || builder === 'docker' ? {image: pluginImage(builder, answers)} : {}),
    runAsUser: user,
    privileged,
    notes: [...prerequisites(answers), ...specialNotes(answers)],
  };
}
