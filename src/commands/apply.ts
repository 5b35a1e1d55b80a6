import type {Arguments} from '../args.ts';
import {deploy} from '../deploy/deploy.ts';
import {deployOrUndo} from '../deploy/deploy-or-undo.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import type {Today} from '../domain/check-answers.ts';
import {isPlainObject} from '../domain/merge.ts';
import {practiceManifests} from '../domain/deploy/practice-manifests.ts';
import {readManifest} from '../domain/deploy/read-manifest.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines, type Io} from '../console/io.ts';
import type {Kubectl} from '../services/kubectl/kubectl-types.ts';
import {runsDirectory} from '../services/run-record.ts';
import {isForScreen} from './deploy/is-for-screen.ts';
import {applyUsageProblems} from './deploy/apply-usage.ts';
import {applyByHand} from '../fronts/apply-by-hand.ts';
import type {Manifests} from '../fronts/manifests.ts';
import {madeAnswers} from './deploy/made-answers.ts';
import {gatherManifests} from './deploy/manifests.ts';
import {isRefusal, openKubectl, openPracticeRun, openRun, tellRefusal} from '../fronts/open-run.ts';
import {wantedScenario} from '../fronts/wanted-scenario.ts';
import {printRun} from './deploy/print-run.ts';
import {catchSignals} from './deploy/signals.ts';
import {refuseUsage} from './deploy/refuse-usage.ts';
import {tellNotice} from './deploy/tell-notice.ts';
import {watchOptions} from './deploy/watch-options.ts';
import {withoutKubectl} from './deploy/without-kubectl.ts';

/** Most scenarios begin with a delegate that somebody else has deployed: to stop there would end the lesson. */
const PRACTICE_TAKES_OVER =
  'Practice takes over fields without asking; on a real cluster add --force-conflicts.';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

const namespaceFlag = ({answers}: Arguments): string | undefined => {
  const {delegate} = answers;
  const namespace = isPlainObject(delegate) ? delegate['namespace'] : undefined;
  return typeof namespace === 'string' ? namespace : undefined;
};

/** Name and namespace of the Deployment in the manifests. */
function deploymentIn({texts}: Manifests): {name?: string; namespace?: string} {
  const objects = texts.flatMap((text) => readManifest(text, '').objects);
  const ref = objects.find((object) => object.ref.kind === 'Deployment')?.ref;
  const namespace = (ref ?? objects.find((object) => object.ref.namespace)?.ref)?.namespace;
  return {...(ref && {name: ref.name}), ...(namespace ? {namespace} : {})};
}

const FILES_ALONE =
  'To make the files without a cluster, leave out the word apply, --context and --yes, or --practice.';

/**
 * Writes the files, or takes those that are there, applies them and watches the rollout to its end. Whether there
 * is a cluster of that name is known before anything is written; without kubectl the files are written all the same.
 *
 * @throws UserError when a file cannot be read or written
 */
export async function runApply(run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {json, context, file = [], dryRun} = args.options;
  const nothing = 'Nothing was written or applied.';
  const onScreen = isForScreen('apply', run);
  const problems = applyUsageProblems(run.args, onScreen);
  if (problems.length > 0) return refuseUsage(problems, {args, io, nothing});
  const hand = file.length === 0 ? {} : {byHand: applyByHand(file, context)};
  const target =
    context === undefined ? await openKubectl({io, ...hand}) : await openRun({io, context, ...hand});
  if (isRefusal(target)) {
    const isForFiles = target.exitCode === EXIT_CODE.refused && file.length === 0;
    if (isForFiles && !dryRun) return await withoutKubectl(target, run);
    return tellRefusal(target, {io, json, nothing: isForFiles ? `${nothing} ${FILES_ALONE}` : nothing});
  }
  const manifests = await gatherManifests(run);
  if (typeof manifests === 'number') return manifests;
  if (onScreen) {
    const {applyOnScreen} = await import('../screens/run-deploy.ts');
    const {name = '', namespace = namespaceFlag(args) ?? ''} = deploymentIn(manifests);
    const made = await madeAnswers(run);
    const known = made === undefined ? {} : {made};
    return await applyOnScreen({...manifests, delegate: {name, namespace}, ...known}, run);
  }
  const opened = await openedFor(target, manifests, run);
  try {
    return await applyTo(opened, manifests, run);
  } finally {
    await opened.close();
  }
}

/** The target in the namespace of the manifests; the practice cluster begins with their delegate. */
async function openedFor(
  target: OpenedTarget | Kubectl,
  manifests: Manifests,
  {args, io}: Run,
): Promise<OpenedTarget> {
  const {name = 'the manifest', namespace = namespaceFlag(args)} = deploymentIn(manifests);
  const named = namespace === undefined ? {} : {namespace};
  if (!('connection' in target)) {
    const {scenario = ''} = wantedScenario(args);
    return await openPracticeRun({io, kubectl: target, scenario, name, ...named});
  }
  const {connection} = target;
  return {...target, connection: {...connection, target: {...connection.target, ...named}}};
}

async function applyTo(
  {connection, practice}: OpenedTarget,
  {texts}: Manifests,
  {args, io, now}: Run,
): Promise<ExitCode> {
  const {json, yes = false, forceConflicts = false, undoOnFailure = false, dryRun} = args.options;
  // In the practice cluster nothing can be harmed.
  const agreed = yes || practice !== undefined;
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    const events = (undoOnFailure ? deployOrUndo : deploy)(
      {
        connection,
        manifests: practice === undefined ? texts : practiceManifests(texts),
        options: watchOptions(args.options),
        now,
        runs: runsDirectory(io.env),
        checkOnly: dryRun,
        ...(practice === undefined ? {} : {practice}),
      },
      {
        ...signals.controls,
        confirm: async () => agreed,
        takeOver: async () => {
          if (practice !== undefined && !forceConflicts) tellNotice(PRACTICE_TAKES_OVER, {io, json});
          return forceConflicts || practice !== undefined;
        },
        confirmUndo: async () => {
          signals.changing();
          return undoOnFailure;
        },
      },
    );
    return await printRun({
      events,
      io,
      json,
      signals,
      begun: {kind: 'deploy'},
      ...(dryRun ? {showsChanges: true} : {}),
    });
  } finally {
    signals.close();
  }
}
