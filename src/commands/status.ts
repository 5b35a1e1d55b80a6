import {runWatch} from './watch.ts';

/** Looks at a delegate once: its rollout, its image, whether auto-upgrade is off. Throws `UserError`. */
export const runStatus = runWatch;
