import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import {deploy} from '../deploy/deploy.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import type {Today} from '../domain/check-answers.ts';
import {isPlainObject} from '../domain/merge.ts';
import {practiceManifests} from '../domain/deploy/practice-manifests.ts';
import {readManifest} from '../domain/deploy/read-manifest.ts';
import type {Problem} from '../domain/problem.ts';
import {UserError} from '../domain/user-error.ts';
import {EXIT_CODE, type ExitCode} from '../exit-code.ts';
import {printLines, type Io} from '../io.ts';
import {runsDirectory} from '../services/run-record.ts';
import {tellProblems} from '../tell-problems.ts';
import {tellFailure} from '../tell-failure.ts';
import {gatherManifests, type Manifests} from './deploy/manifests.ts';
import {openRun} from './deploy/open-run.ts';
import {wantedScenario} from './deploy/practice.ts';
import {printRun} from './deploy/print-run.ts';
import {catchSignals} from './deploy/signals.ts';
import {watchOptions} from './deploy/watch-options.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

/** What the command line lacks, or says twice. */
function usageProblems({args}: Run): Problem[] {
  const {context, yes, practice, file = [], preset, output, tool, existing, dryRun} = args.options;
  const {problem} = wantedScenario(args);
  const answers = Object.keys(args.answers).length > 0 && !isOnlyNamespace(args.answers);
  const conflicts = (flag: string, message: string) => usageProblem('conflict', message, flag);
  return [
    ...(problem === undefined ? [] : [problem]),
    ...(context === undefined && practice === undefined
      ? [usageProblem('missing', 'is not given: the context of your kubeconfig to apply to', '--context')]
      : []),
    ...(context !== undefined && practice !== undefined
      ? [conflicts('--context', 'does not go with --practice; take one of them')]
      : []),
    ...(!yes && !dryRun && practice === undefined
      ? [
          usageProblem(
            'missing',
            'is not given: nobody is asked here, so say that it may be applied',
            '--yes',
          ),
        ]
      : []),
    ...(file.length > 0 && (answers || preset !== undefined || output !== undefined || tool.length > 0)
      ? [conflicts('--file', 'is applied as it is; leave out --output, --preset and the answers')]
      : []),
    ...(existing === 'beside'
      ? [
          conflicts(
            '--existing',
            'must be fail, keep or overwrite here: it has to be clear which file is applied',
          ),
        ]
      : []),
  ];
}

/** A manifest of one's own may name no namespace: then --namespace does. */
const isOnlyNamespace = (answers: Record<string, unknown>): boolean => {
  const {delegate, ...others} = answers;
  return (
    Object.keys(others).length === 0 &&
    isPlainObject(delegate) &&
    Object.keys(delegate).every((key) => key === 'namespace')
  );
};

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

/**
 * Writes the files, or takes those that are there, applies them and watches the rollout to its end.
 *
 * @throws UserError when a file cannot be read or written
 */
export async function runApply(run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {json, context} = args.options;
  const problems = usageProblems(run);
  if (problems.length > 0) {
    tellProblems(problems, {io, json});
    printLines(io.err, ['Nothing was written or applied.']);
    return EXIT_CODE.usage;
  }
  const manifests = await gatherManifests(run);
  if (typeof manifests === 'number') return manifests;
  const {name = 'the manifest', namespace = namespaceFlag(args)} = deploymentIn(manifests);
  const {scenario} = wantedScenario(args);
  let opened: OpenedTarget | Problem;
  try {
    opened = await openRun({
      args,
      io,
      name,
      byHand: `kubectl apply --server-side ${manifests.files.map((file) => `-f ${file}`).join(' ')}`,
      ...(scenario === undefined ? {} : {scenario}),
      ...(context === undefined ? {} : {context}),
      ...(namespace === undefined ? {} : {namespace}),
    });
  } catch (error) {
    // The files are there; only the cluster could not be reached.
    if (!(error instanceof UserError)) throw error;
    tellFailure(error, {io, json});
    return EXIT_CODE.refused;
  }
  if ('code' in opened) {
    tellProblems([opened], {io, json});
    return EXIT_CODE.usage;
  }
  try {
    return await applyTo(opened, manifests, run);
  } finally {
    await opened.close();
  }
}

async function applyTo(
  {connection, practice}: OpenedTarget,
  {texts}: Manifests,
  {args, io, now}: Run,
): Promise<ExitCode> {
  const {json, yes = false, forceConflicts = false, dryRun} = args.options;
  const {namespace} = connection.target;
  // In the practice cluster nothing can be harmed.
  const agreed = yes || practice !== undefined;
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    const events = deploy(
      {
        connection,
        manifests: practice === undefined ? texts : practiceManifests(texts, namespace),
        options: watchOptions(args.options),
        now,
        runs: runsDirectory(io.env),
        checkOnly: dryRun,
        ...(practice === undefined ? {} : {practice}),
      },
      {
        ...signals.controls,
        confirm: async () => agreed,
        takeOver: async () => forceConflicts || practice !== undefined,
        confirmUndo: async () => false,
      },
    );
    return await printRun({events, io, json, signals});
  } finally {
    signals.close();
  }
}
