import {looksLikeProduction} from './looks-like-production.ts';
import type {Target} from './target.ts';

/**
 * Whether the name of a target has to be typed before it is changed: it is not the one that was changed last from
 * here, or it reads like production. `last`: target of the newest run that is remembered.
 */
export const mustType = (target: Target, last: Pick<Target, 'context' | 'server'> | undefined): boolean =>
  last?.context !== target.context || last.server !== target.server || looksLikeProduction(target);
