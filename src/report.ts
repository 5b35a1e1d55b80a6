import type {Answers} from './domain/answers.ts';
import type {FileOutcome, PatchEvent, PlanEvent} from './domain/events.ts';
import {chosenBuilder, sccCommands} from './domain/advice.ts';
import {buildCommand} from './domain/build-command.ts';
import {imageRef} from './domain/image-ref.ts';
import {tokenSecretCommand} from './domain/install/token-secret-command.ts';
import {effectiveSecurityContext, sccCommand} from './domain/manifest.ts';
import {FILE_NAMES} from './domain/plan.ts';
import {PLACEHOLDER_TOKEN} from './domain/token.ts';
import {installLines, needsTokenSecret} from './report/install-lines.ts';
import {patchAgainLine, patchFileLines, patchInstallLines} from './report/patch-lines.ts';
import {shellPath, shellQuote} from './shell-quote.ts';

/** What a run did. Both fronts end with it. */
export interface Written {
  readonly answers: Answers;
  /** As the user wrote it. */
  readonly directory: string;
  readonly events: readonly PlanEvent[];
  /** The file that people have, which installs the delegate in the place of one of ours. */
  readonly patched?: PatchEvent;
  /** The image is in the registry already. */
  readonly isPushed?: boolean;
}

type FileEvent = Extract<PlanEvent, {type: 'file'}>;

const LABEL_WIDTH = 8;
const labelled = (label: string, lines: readonly string[]): string[] =>
  lines.map((line, index) => (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line);

const filesOf = (events: readonly PlanEvent[]): FileEvent[] =>
  events.filter((event): event is FileEvent => event.type === 'file');

/** `custom-del/Dockerfile, harness-delegate.yaml`: the directory once, in front. */
function listed(directory: string, files: readonly FileEvent[]): string[] {
  if (files.length === 0) return [];
  const [first, ...rest] = files.map((file) => file.path);
  return [[shellPath(directory, first), ...rest].join(', ')];
}

const besideLine = (directory: string) => (file: FileEvent) =>
  file.outcome === 'written-beside'
    ? [`${shellPath(directory, file.writtenTo ?? file.path)} is the new one; yours stays in ${file.path}`]
    : [];
const backupLine = (directory: string) => (file: FileEvent) =>
  file.backup === undefined ? [] : [`${shellPath(directory, file.backup)} is ${file.path} as it was`];

/** Which files were written, kept, and where copies of yours are. */
export function fileLines({
  directory,
  events,
  patched,
}: Pick<Written, 'directory' | 'events' | 'patched'>): string[] {
  const files = filesOf(events);
  const having = (...outcomes: FileOutcome[]) => files.filter((file) => outcomes.includes(file.outcome));
  return [
    ...(patched === undefined ? [] : patchFileLines(patched)),
    ...labelled('Wrote', listed(directory, having('created', 'replaced'))),
    ...labelled('Same', listed(directory, having('unchanged'))),
    ...labelled('Kept', listed(directory, having('kept'))),
    ...labelled('Beside', files.flatMap(besideLine(directory))),
    ...labelled('Backup', files.flatMap(backupLine(directory))),
  ];
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

function buildLines({answers, directory}: Written): string[] {
  const image = shellQuote(imageRef(answers));
  const {scope, push} = answers.build;
  const docker = buildCommand(answers, shellPath(directory));
  const here = `${docker}${push ? ` && docker push ${image}` : ''}`;
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
  ];
}

/** What must be done about the token before the delegate is installed. The token itself is in no line. */
function tokenLines({answers, directory, patched}: Written): string[] {
  // Findings about the file told it, and the file says where.
  if (patched) return [];
  const {install, token} = answers.delegate;
  if (needsTokenSecret(answers)) return [`The token’s Secret, once: ${tokenSecretCommand(answers)}`];
  if (install !== 'manifest' || token.from !== 'later') return [];
  return [
    `Put the delegate token in the place of ${PLACEHOLDER_TOKEN} in ${shellPath(directory, FILE_NAMES.manifest)}`,
  ];
}

/**
 * Grants that an OpenShift administrator makes before pods with a fixed user start.
 * Source: Harness docs, Build and push with non-root users.
 */
function openShiftLines(answers: Answers): string[] {
  if (answers.cluster.type !== 'openshift') return [];
  return [
    ...sccCommands(answers).map((command) => `For the build pods: ${command}`),
    ...(effectiveSecurityContext(answers) === 'cluster-uid'
      ? []
      : [`For the delegate: ${sccCommand(answers)}`]),
  ];
}

/** How the delegate gets into the cluster: the token file comes second. */
function applyLines({answers, directory, events, patched}: Written): string[] {
  if (patched) return patchInstallLines({answers, patched, preset: answersPath({directory, events})});
  const token = filesOf(events).find((file) => file.role === 'token');
  return installLines({answers, at: (path) => shellPath(directory, path), tokenFile: token?.path});
}

/** Where the answers file is, as a shell word. */
function answersPath({directory, events}: Pick<Written, 'directory' | 'events'>): string {
  const file = filesOf(events).find(({role}) => role === 'answers');
  return shellPath(directory, file?.writtenTo ?? FILE_NAMES.answers);
}

/** The command that makes the same files again. */
function againLine({answers, directory, events, patched}: Written): string {
  const preset = answersPath({directory, events});
  if (patched) return patchAgainLine({patched, preset, directory: shellPath(directory)});
  const token = answers.delegate.token.from === 'file' ? ' --token-file FILE' : '';
  return `npx delegate-tui generate --preset ${preset} --output ${shellPath(directory)}${token}`;
}

/** What both fronts leave in the scrollback: what was done, what comes next, and how to do it again. */
export function report(written: Written): string[] {
  const next = [
    ...(written.isPushed === true ? [] : buildLines(written)),
    ...openShiftLines(written.answers),
    ...tokenLines(written),
    ...applyLines(written),
    `Once it is connected, run the pipeline that tries every tool: ${shellPath(written.directory, FILE_NAMES.validation)}`,
  ];
  return [...fileLines(written), ...labelled('Next', next), ...labelled('Again', [againLine(written)])];
}
