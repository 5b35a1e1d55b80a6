import type {Answers} from '../answers.ts';

/** Address of Harness Manager without slashes at its end, as the delegate and the upgrader want it. */
export const managerUrl = ({delegate}: Pick<Answers, 'delegate'>): string =>
  delegate.managerUrl.replace(/\/+$/, '');

/** Address of the log service that belongs to the same manager. */
export const logServiceUrl = (answers: Pick<Answers, 'delegate'>): string =>
  `${managerUrl(answers)}/log-service/`;
