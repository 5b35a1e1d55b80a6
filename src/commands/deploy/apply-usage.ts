import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import {isPlainObject} from '../../domain/merge.ts';
import type {Problem} from '../../domain/problem.ts';
import {wantedScenario} from '../../fronts/wanted-scenario.ts';

/** What the command line of `apply` lacks, or says twice. `onScreen`: what is missing can be asked. */
export function applyUsageProblems(args: Arguments, onScreen: boolean): Problem[] {
  const {context, yes, practice, file = [], preset, output, tool, existing, dryRun} = args.options;
  const {problem} = wantedScenario(args);
  const answers = Object.keys(args.answers).length > 0 && !isOnlyNamespace(args.answers);
  const conflicts = (flag: string, message: string) => usageProblem('conflict', message, flag);
  return [
    ...(problem === undefined ? [] : [problem]),
    ...(context === undefined && practice === undefined && !onScreen
      ? [usageProblem('missing', 'is not given: the context of your kubeconfig to apply to', '--context')]
      : []),
    ...(context !== undefined && practice !== undefined
      ? [conflicts('--context', 'does not go with --practice; take one of them')]
      : []),
    ...(!yes && !dryRun && practice === undefined && !onScreen
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
