import {chosenBuilder} from '../domain/advice.ts';
import type {Answers} from '../domain/answers.ts';
import {buildCommand} from '../domain/build-command.ts';
import type {PlanEvent} from '../domain/events.ts';
import {imageRef} from '../domain/image-ref.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import {shellPath, shellQuote} from '../console/shell-quote.ts';

interface BuildLines {
  readonly answers: Answers;
  /** As the user wrote it. */
  readonly directory: string;
  readonly files: readonly Extract<PlanEvent, {type: 'file'}>[];
}

const PIPELINE_STEPS: Readonly<Record<Answers['build']['scope'], string>> = {
  step: 'Add the step to a CI stage of your pipeline',
  stage: 'Add the stage to your pipeline',
  pipeline: 'Create the pipeline in Harness',
};

/** Where the files belong in the repository, so that the pipeline finds its Dockerfile. */
function commitLines({build: {dockerfile, context}}: Answers, directory: string): string[] {
  if (dockerfile !== FILE_NAMES.dockerfile || !['.', './'].includes(context))
    return [
      `Commit the content of ${directory} to the repository that the pipeline clones, with the Dockerfile at ${shellQuote(dockerfile)} and ${shellQuote(context)} as its context`,
    ];
  return [
    `Commit the content of ${directory} at the root of the repository that the pipeline clones`,
    'Or to keep it in a directory DIR there: generate with --pipeline-context DIR --pipeline-dockerfile DIR/Dockerfile',
  ];
}

/** Commands that build here and push: with the checks of this program first, then without it. */
function hereLines({answers, directory, files}: BuildLines): readonly [string, ...string[]] {
  const image = shellQuote(imageRef(answers));
  const at = shellPath(directory);
  const inTurn = (build: string, push: string) => (answers.build.push ? `${build} && ${push}` : build);
  const docker = inTurn(buildCommand(answers, at), `docker push ${image}`);
  // The answers there are of somebody's own, and may name another image.
  if (!hasOurAnswers(files)) return [docker];
  const ours = inTurn(`npx delegate-tui build --output ${at}`, `npx delegate-tui push --output ${at}`);
  return [ours, `Or with Docker alone: ${docker}`];
}

const hasOurAnswers = (files: BuildLines['files']): boolean =>
  !files.some(
    ({role, outcome}) => role === 'answers' && (outcome === 'kept' || outcome === 'written-beside'),
  );

/** How the image gets built: by the pipeline, and here. */
export function buildLines(input: BuildLines): string[] {
  const {answers, directory} = input;
  const {scope} = answers.build;
  const [here, ...others] = hereLines(input);
  const {caDirectory} = answers.dockerfile;
  return [
    ...(caDirectory === undefined
      ? []
      : [`Put the PEM certificates into ${shellPath(directory, caDirectory)}, beside the Dockerfile`]),
    ...(chosenBuilder(answers) === 'outside'
      ? [`Build the image: ${here}`]
      : [
          ...commitLines(answers, shellPath(directory)),
          `${PIPELINE_STEPS[scope]}: ${shellPath(directory, FILE_NAMES.step)}`,
          `Or build here: ${here}`,
        ]),
    ...others,
  ];
}
