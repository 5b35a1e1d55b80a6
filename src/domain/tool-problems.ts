import type {Problem} from './problem.ts';
import {customToolProblems} from './tool-problems/custom-tool-problems.ts';
import {choiceProblems} from './tool-problems/choice-problems.ts';
import {resolvedProblems} from './tool-problems/resolved-problems.ts';
import type {ToolAnswers} from './tools.ts';

/**
 * What is wrong or worth knowing about tools: about single choices, about custom tools, and about what all
 * of them come to together. Fields are `tools.0`, `customTools.1.sha256`, or `features` for what features bring.
 */
export const toolProblems = (answers: ToolAnswers): Problem[] => [
  ...choiceProblems(answers),
  ...customToolProblems(answers),
  ...resolvedProblems(answers),
];
