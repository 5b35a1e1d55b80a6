/** How a run ended, as the shell sees it. */
export const EXIT_CODE = {ok: 0, failed: 1, usage: 2, cancelled: 130} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/** For the usage text and the README. */
export const EXIT_CODE_ROWS: readonly {readonly code: ExitCode; readonly help: string}[] = [
  {code: EXIT_CODE.ok, help: 'Done'},
  {
    code: EXIT_CODE.failed,
    help: 'Something could not be done: a file, the network, an edited file that was left alone',
  },
  {code: EXIT_CODE.usage, help: 'Answers are missing or wrong, or the command line is'},
  {code: EXIT_CODE.cancelled, help: 'You left with ctrl+c; nothing more was written'},
];
