import type {Answers} from '../domain/answers.ts';
import type {FileOutcome, PatchEvent, PlanEvent} from '../domain/events.ts';
import {sccCommands} from '../domain/advice.ts';
import {tokenSecretCommand} from '../domain/install/token-secret-command.ts';
import {effectiveSecurityContext, sccCommand} from '../domain/manifest.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import {PLACEHOLDER_TOKEN} from '../domain/token.ts';
import {buildLines} from './build-lines.ts';
import {installLines, needsTokenSecret} from './install-lines.ts';
import {labelled} from './labelled.ts';
import {patchAgainLine, patchFileLines, patchInstallLines} from './patch-lines.ts';
import {shellPath} from '../console/shell-quote.ts';

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

const WHO: Readonly<Record<string, string>> = {
  '.gitignore': 'Git keep',
  '.dockerignore': 'builds take',
};

/** What can hold the token, and an ignore file of the person's own lets through. */
const lackLines =
  (directory: string) =>
  ({path, lacks = []}: FileEvent) =>
    lacks.length === 0
      ? []
      : [
          `${shellPath(directory, path)} is yours, and lets ${WHO[path] ?? 'others see'} what can hold the token; add to it:`,
          ...lacks.map((line) => `  ${line}`),
        ];

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
    ...labelled('Mind', files.flatMap(lackLines(directory))),
    ...labelled('Beside', files.flatMap(besideLine(directory))),
    ...labelled('Backup', files.flatMap(backupLine(directory))),
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
    `Put the delegate token in the place of ${PLACEHOLDER_TOKEN} in ${shellPath(directory, FILE_NAMES.manifest)}, and do not commit it`,
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

/** The commands that make the same files again: as they are, and with every answer to be changed. */
function againLines({answers, directory, events, patched}: Written): string[] {
  const preset = answersPath({directory, events});
  const token = answers.delegate.token.from === 'file' ? ' --token-file FILE' : '';
  const same = patched
    ? patchAgainLine({patched, preset, directory: shellPath(directory)})
    : `npx delegate-tui generate --preset ${preset} --output ${shellPath(directory)}${token}`;
  const file = patched ? `--file ${shellPath(patched.writtenTo)} ` : '';
  // The wizard proposes a directory that is named so.
  const output =
    directory.replace(/\/+$/, '') === answers.delegate.name ? '' : ` --output ${shellPath(directory)}`;
  return [same, `Or in the wizard: npx delegate-tui ${file}--preset ${preset}${output}`];
}

/** What both fronts leave in the scrollback: what was done, what comes next, and how to do it again. */
export function report(written: Written): string[] {
  const next = [
    ...(written.isPushed === true
      ? []
      : buildLines({answers: written.answers, directory: written.directory, files: filesOf(written.events)})),
    ...openShiftLines(written.answers),
    ...tokenLines(written),
    ...applyLines(written),
    `Once it is connected, run the pipeline that tries every tool: ${shellPath(written.directory, FILE_NAMES.validation)}`,
  ];
  return [...fileLines(written), ...labelled('Next', next), ...labelled('Again', againLines(written))];
}
