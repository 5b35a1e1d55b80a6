import type {Answers} from '../answers.ts';

/** The command that follows a rollout which another tool began. Names are words that need no quotes. */
export const watchCommand = ({delegate}: Pick<Answers, 'delegate'>): string =>
  `npx delegate-tui watch --context CONTEXT --namespace ${delegate.namespace} --name ${delegate.name}`;
