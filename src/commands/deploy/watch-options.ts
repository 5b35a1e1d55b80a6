import type {OptionValues} from '../../args/options.ts';
import {UNATTENDED, type WatchOptions} from '../../domain/deploy/watch-options.ts';

/** When the watch ends, as the flags say. */
export const watchOptions = ({failOn, tolerate, timeout, settle}: OptionValues): WatchOptions => ({
  ...UNATTENDED,
  ...(failOn === undefined ? {} : {failOn}),
  ...(tolerate === undefined ? {} : {tolerateMs: tolerate}),
  ...(timeout === undefined ? {} : {timeoutMs: timeout}),
  ...(settle === undefined ? {} : {settleMs: settle}),
});
