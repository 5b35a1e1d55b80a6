import type {Target} from './target.ts';

/** Names run words together (`acmeprod`, `prodeu1`); the short ones count only where they stand alone. */
const PRODUCTION = /prod|(?:^|[^a-z])(?:prd|live)(?:[^a-z]|$)/i;
const NOT_PRODUCTION = /non-?prod|pre-?prod|not-?prod/gi;

/** True when a name in the target reads like production, so that it is worth typing it before a change. */
export const looksLikeProduction = ({context, cluster, server, namespace}: Target): boolean =>
  [context, cluster, server, namespace].some((name) => PRODUCTION.test(name.replaceAll(NOT_PRODUCTION, '')));
