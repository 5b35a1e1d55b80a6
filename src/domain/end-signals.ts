import {EXIT_CODE} from './exit-code.ts';

/** Signals that ask a program to end, and how a run ends that does. */
export const SIGNAL_CODES = {
  SIGINT: EXIT_CODE.cancelled,
  SIGTERM: EXIT_CODE.terminated,
  SIGHUP: EXIT_CODE.hungUp,
} as const;
export type EndSignal = keyof typeof SIGNAL_CODES;

export const END_SIGNALS = Object.keys(SIGNAL_CODES) as readonly EndSignal[];
