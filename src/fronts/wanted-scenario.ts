import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import {speedWords} from '../domain/deploy/speed-words.ts';
import {didYouMean} from '../domain/did-you-mean.ts';
import type {Problem} from '../domain/problem.ts';
import {SCENARIOS, scenarioNamed} from '../practice/scenarios.ts';
import type {Io} from '../console/io.ts';

const USUAL_SCENARIO = 'ok';
const SPEED_VARIABLE = 'DELEGATE_TUI_PRACTICE_SPEED';
const FASTEST = 200;

/** The scenario that is wanted, or what is wrong with its name. */
export function wantedScenario({options}: Arguments): {scenario?: string; problem?: Problem} {
  if (options.practice === undefined) return {};
  const scenario = options.practice === '' ? USUAL_SCENARIO : options.practice;
  const names = SCENARIOS.map(({name}) => name);
  if (names.includes(scenario)) return {scenario};
  const near = didYouMean(scenario, names);
  const hint = near === undefined ? 'delegate-tui help practice lists them' : `did you mean ${near}?`;
  return {
    problem: usageProblem('invalid', `has no scenario ${JSON.stringify(scenario)}; ${hint}`, '--practice'),
  };
}

/** How fast the practice cluster plays, when the environment says so: 1 is real time. */
export function practiceSpeed({env}: Pick<Io, 'env'>): {speed?: number} {
  const speed = Number(env[SPEED_VARIABLE] ?? '');
  return speed > 0 && speed <= FASTEST ? {speed} : {};
}

/** Says what takes a moment: the practice cluster has to play the example's past first. */
export const setUpWords = (name: string, speed: number): string =>
  `Setting up ${name} on the practice cluster… ${speedWords(speed)}`.trim();

/**
 * Says in one line that what follows is made up, for commands that come back to something: the practice cluster
 * has no past of its own. `past`: what is pretended, after the name of the delegate.
 */
export const practiceWords = ({
  scenario,
  name,
  past,
}: {
  readonly scenario: string;
  readonly name: string;
  readonly past: string;
}): string =>
  `Practice: a pretend cluster where an example, ${name}, ${past}. ${scenarioNamed(scenario)?.says ?? ''}`.trim();
