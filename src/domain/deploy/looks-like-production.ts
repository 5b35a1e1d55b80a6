import type {Target} from './target.ts';

const PRODUCTION = /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)/i;
const NOT_PRODUCTION = /non-?prod|pre-?prod|not-?prod/i;

/** True when a name in the target reads like production, so that it is worth typing it before a change. */
export const looksLikeProduction = ({context, cluster, server, namespace}: Target): boolean =>
  [context, cluster, server, namespace].some((name) => PRODUCTION.test(name.replace(NOT_PRODUCTION, '')));
