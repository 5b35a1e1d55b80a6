import type {RolloutView, WantedLog} from '../domain/rollout/types.ts';

/** At most so many pods are asked whether they are registered: one is enough. */
const MAX_PODS = 2;

/** Logs in which it may stand that the delegate has registered. */
export const readyLogs = ({rows}: RolloutView, container: string | undefined): readonly WantedLog[] =>
  container === undefined
    ? []
    : rows
        .filter(({revision, ready}) => revision === 'new' && ready)
        .slice(0, MAX_PODS)
        .map(({pod}) => ({pod, container, previous: false}));
