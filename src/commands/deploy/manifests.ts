import {join} from 'node:path';
import type {Arguments} from '../../args.ts';
import {hasAnswers} from '../../args/has-answers.ts';
import type {Today} from '../../domain/check-answers.ts';
import {readManifest} from '../../domain/deploy/read-manifest.ts';
import {looksLikeHelmValues} from '../../domain/helm/find-values.ts';
import {FILE_NAMES} from '../../domain/plan.ts';
import {WrongInput} from '../../domain/user-error.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {comparePlan, prepareFiles, writePlan} from '../../headless/headless.ts';
import {printLines, type Io} from '../../console/io.ts';
import type {Manifests} from '../../fronts/manifests.ts';
import {noDelegateYet} from '../../inputs/no-delegate-yet.ts';
import {fileLines} from '../../report/report.ts';
import {readTextFile} from '../../services/read-text-file.ts';
import {shellPath} from '../../console/shell-quote.ts';
import {refuseOtherFiles, refuseOtherInstaller} from './installed-elsewhere.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

const REASONS: Readonly<Record<string, string>> = {
  absent: 'does not exist',
  directory: 'is a directory',
  'too-large': 'is larger than 1 MiB',
};

async function readManifestFile(path: string): Promise<string> {
  const entry = await readTextFile(path, {followLinks: true});
  if (entry.kind === 'text' && looksLikeHelmValues(entry.text)) throw valuesError(path);
  if (entry.kind === 'text') return checkedManifest(path, entry.text);
  const why =
    REASONS[entry.kind] ??
    (entry.kind === 'unreadable' ? `cannot be read: ${entry.reason}` : 'is no text file');
  throw new WrongInput(`${shellPath(path)} ${why}.`, {
    next: ['Give the path of a YAML file that you may read.'],
  });
}

/** Only here it is known from which file the text came. */
function checkedManifest(path: string, text: string): string {
  const [problem] = readManifest(text, '').problems;
  if (problem === undefined) return text;
  throw new WrongInput(`${shellPath(path)}: ${problem}`, {
    next: ['Nothing was applied. Mend the file, or give another with --file.'],
  });
}

/** Before any cluster is asked: nothing in the file can be applied as it is. */
const valuesError = (path: string): WrongInput =>
  new WrongInput(`${shellPath(path)} holds Helm values, and no manifest that could be applied.`, {
    next: [
      `helm upgrade applies them: helm --kube-context CONTEXT upgrade --install RELEASE CHART --namespace NAME --values ${shellPath(path)}`,
      'Then watch the rollout: npx delegate-tui watch --context CONTEXT --namespace NAME --name NAME',
    ],
  });

/**
 * Manifests to apply: the given files as they are; those of an output directory that was made before; or those
 * that preset and flags make, which are written first. An exit code when answers are missing or wrong: all of
 * it has been told then.
 *
 * @throws UserError when a file cannot be read or written
 */
export async function gatherManifests(run: Run): Promise<Manifests | ExitCode> {
  const {args, io} = run;
  const {file = [], output, dryRun, json} = args.options;
  if (file.length > 0) return await fromFiles(file);
  if (output !== undefined && !hasAnswers(args)) return await fromDirectory(output);
  const prepared = await prepareFiles(run);
  if (typeof prepared === 'number') return prepared;
  const {plan, directory} = prepared;
  refuseOtherInstaller(prepared.answers, directory);
  if (dryRun) {
    await comparePlan(run, prepared);
    const files = plan.files.filter(({role}) => role === 'manifest' || role === 'token');
    return {texts: files.map(({content}) => content)};
  }
  const events = await writePlan(run, prepared);
  if (!json) printLines(io.out, fileLines({directory, events}));
  // What lies there now counts: a file that was edited may have been kept.
  const hasToken = plan.files.some(({role}) => role === 'token');
  return {...(await fromFiles(manifestPaths(directory, hasToken))), isWritten: true};
}

async function fromFiles(paths: readonly string[]): Promise<Manifests> {
  return {texts: await Promise.all(paths.map(readManifestFile)), paths};
}

async function fromDirectory(directory: string): Promise<Manifests> {
  await refuseOtherFiles(directory);
  const manifest = await readTextFile(join(directory, FILE_NAMES.manifest));
  if (manifest.kind === 'absent') throw noDelegateYet(directory);
  const token = await readTextFile(join(directory, FILE_NAMES.token));
  return await fromFiles(manifestPaths(directory, token.kind !== 'absent'));
}

/** The token file comes second: its namespace comes with the manifest. */
const manifestPaths = (directory: string, hasToken: boolean): string[] =>
  [FILE_NAMES.manifest, ...(hasToken ? [FILE_NAMES.token] : [])].map((name) => join(directory, name));
