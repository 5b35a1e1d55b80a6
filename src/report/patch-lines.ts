import type {Answers} from '../domain/answers.ts';
import type {PatchEvent} from '../domain/events.ts';
import {helmCommands} from '../domain/helm/helm-commands.ts';
import {watchCommand} from '../domain/install/watch-command.ts';
import {terraformCommands} from '../domain/terraform/terraform-commands.ts';
import {shellPath} from '../console/shell-quote.ts';

interface InstallLines {
  readonly answers: Answers;
  readonly patched: PatchEvent;
  /** The answers file, as a shell word. */
  readonly preset: string;
}

const LINES: Readonly<Record<PatchEvent['outcome'], (patched: PatchEvent) => string>> = {
  created: ({writtenTo}) => `Wrote   ${shellPath(writtenTo)}`,
  replaced: ({path}) => `Edited  ${shellPath(path)}`,
  unchanged: ({path}) => `Same    ${shellPath(path)}`,
  kept: ({path}) => `Kept    ${shellPath(path)}, which was not edited`,
  'written-beside': ({path, writtenTo}) =>
    `Beside  ${shellPath(writtenTo)} is the edited one; yours stays in ${shellPath(path)}`,
};

/** What became of the file that people have. */
export const patchFileLines = (patched: PatchEvent): string[] => [
  LINES[patched.outcome](patched),
  ...(patched.backup === undefined
    ? []
    : [`Backup  ${shellPath(patched.backup)} is ${shellPath(patched.path)} as it was`]),
  ...(patched.isClosed ? ['        It holds the token now, so only you can read it: its mode is 0600'] : []),
];

/** The directory of a file as a shell word. */
function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return shellPath(end === -1 ? '.' : path.slice(0, end) || '/');
}

const INSTALLS: Readonly<Record<Answers['delegate']['install'], (input: InstallLines) => string[]>> = {
  manifest: ({patched: {writtenTo}}) => [
    `npx delegate-tui apply --file ${shellPath(writtenTo)} --context CONTEXT --yes`,
    `Or without watching it: kubectl --context CONTEXT apply --server-side -f ${shellPath(writtenTo)}`,
  ],
  helm: ({answers, patched: {writtenTo}}) => [
    'Helm installs the delegate: run your helm upgrade with that file, such as',
    ...helmCommands({answers, files: [shellPath(writtenTo)]}),
    `Then follow the rollout: ${watchCommand(answers)}`,
  ],
  terraform: ({answers, patched: {writtenTo}}) => [
    'Terraform installs the delegate:',
    ...terraformCommands({answers, directory: directoryOf(writtenTo)}),
    `Then follow the rollout: ${watchCommand(answers)}`,
  ],
};

/** How the file gets into the cluster. */
export const patchInstallLines = (input: InstallLines): string[] => [
  ...editLines(input),
  ...INSTALLS[input.answers.delegate.install](input),
];

/** The command that edits the file, where it was left as it is. */
function editLines({answers, patched, preset}: InstallLines): string[] {
  if (patched.outcome !== 'kept') return [];
  const token = answers.delegate.token.from === 'file' ? ' --token-file FILE' : '';
  return [`Edit it: npx delegate-tui patch ${shellPath(patched.path)} --preset ${preset}${token}`];
}

/** The command that makes the files beside the manifest again. */
export const patchAgainLine = ({
  patched,
  preset,
  directory,
}: {
  readonly patched: PatchEvent;
  /** Shell words. */
  readonly preset: string;
  readonly directory: string;
}): string =>
  `npx delegate-tui generate --file ${shellPath(patched.writtenTo)} --preset ${preset} --output ${directory}`;
