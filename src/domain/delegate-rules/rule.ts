import type {Answers} from '../answers.ts';
import type {Problem} from '../problem.ts';

/** A problem before its flag is looked up. */
export type Finding = Pick<Problem, 'field' | 'code' | 'severity' | 'message'>;

/** Complete answers in, what is wrong with one part of them out. */
export type Rule = (answers: Answers) => readonly Finding[];

/** The finding when the condition holds. */
export const when = (condition: boolean, finding: Finding): Finding[] => (condition ? [finding] : []);
