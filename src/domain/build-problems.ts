import type {Answers} from './answers.ts';
import {builderProblems} from './pipeline/builder-problems.ts';
import {registryProblems} from './pipeline/registry-problems.ts';
import {settingProblems} from './pipeline/setting-problems.ts';
import type {Problem} from './problem.ts';

/** Rules between the answers about registry, policy, builder and pipeline. Flags and positions are added by the caller. */
export const buildProblems = (answers: Answers): Problem[] => [
  ...registryProblems(answers),
  ...builderProblems(answers),
  ...settingProblems(answers),
];
