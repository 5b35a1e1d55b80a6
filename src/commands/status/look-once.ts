import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import type {OpenedTarget} from '../../deploy/open-target.ts';
import type {Today} from '../../domain/check-answers.ts';
import {DEFAULT_ANSWERS} from '../../domain/defaults.ts';
import {resolveTools} from '../../domain/tools.ts';
import {EXIT_CODE, type ExitCode} from '../../domain/exit-code.ts';
import {printLines, type Io} from '../../console/io.ts';
import {tellProblems} from '../../console/tell-problems.ts';
import {isRefusal, openRun, tellRefusal} from '../../fronts/open-run.ts';
import {wantedScenario} from '../../fronts/wanted-scenario.ts';
import {catchSignals, type Signals} from '../deploy/signals.ts';
import {expectedAnswers, type ExpectedAnswers} from './expected-answers.ts';
import {practise} from './practise.ts';

const USUAL = DEFAULT_ANSWERS.delegate;

export interface LookRun {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

/** Where to look, and what should be there. */
export interface Looking {
  readonly opened: OpenedTarget;
  readonly expected: ExpectedAnswers;
  readonly signals: Signals;
  /** Absent where no delegate was named. */
  readonly name?: string;
}

const MISSING = {
  '--context': 'is not given: the context of your kubeconfig',
  '--name': 'is not given: the name of the delegate',
};

/**
 * Lets something look at what runs, on a cluster or on the practice cluster, once the command line is right.
 * `needs`: flags that a cluster cannot do without.
 *
 * @throws UserError when the answers cannot be read
 */
export async function lookOnce(
  {args, io, now, today}: LookRun,
  needs: readonly (keyof typeof MISSING)[],
  look: (looking: Looking) => Promise<ExitCode>,
): Promise<ExitCode> {
  const {json, context, practice} = args.options;
  const {scenario, problem} = wantedScenario(args);
  const expected = await expectedAnswers({args, io, today});
  const {name, namespace, answers} = expected;
  const given = {'--context': context, '--name': name};
  const missing = practice === undefined ? needs.filter((flag) => given[flag] === undefined) : [];
  const problems = [
    ...(problem === undefined ? [] : [problem]),
    ...missing.map((flag) => usageProblem('missing', MISSING[flag], flag)),
    ...(context !== undefined && practice !== undefined
      ? [usageProblem('conflict', 'does not go with --practice; take one of them', '--context')]
      : []),
    ...expected.problems,
  ];
  if (problems.length > 0) {
    tellProblems(problems, {io, json});
    return EXIT_CODE.usage;
  }
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    if (scenario !== undefined) {
      const delegate = {name: name ?? USUAL.name, namespace: namespace ?? USUAL.namespace};
      const tools = answers === undefined ? [] : resolveTools(answers);
      return await practise(
        {io, json, now, scenario, signals, tools, ...delegate},
        async (opened) => await look({opened, expected, signals, name: delegate.name}),
      );
    }
    const opened = await openRun({
      io,
      context: context ?? '',
      ...(namespace === undefined ? {} : {namespace}),
    });
    if (isRefusal(opened)) return tellRefusal(opened, {io, json});
    return await look({opened, expected, signals, ...(name === undefined ? {} : {name})});
  } finally {
    signals.close();
  }
}
