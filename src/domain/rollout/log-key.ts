import type {WantedLog} from './types.ts';

/** Names of pods and containers have no slash. */
export const logKey = ({pod, container, previous}: WantedLog): string =>
  `${pod}/${container}/${previous ? 'previous' : 'current'}`;
