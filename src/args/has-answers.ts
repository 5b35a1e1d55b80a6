import type {Arguments} from '../args.ts';

/** Whether the command line says anything that files would be made from. */
export const hasAnswers = ({answers, options}: Arguments): boolean =>
  options.preset !== undefined || options.tool.length > 0 || Object.keys(answers).length > 0;
