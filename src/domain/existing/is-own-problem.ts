import type {Problem} from '../problem.ts';

/** What a new file would be warned of, the one that people have tells about itself. */
export const isOwnProblem = ({severity, field}: Problem): boolean =>
  severity === 'error' || !field.startsWith('delegate.');
