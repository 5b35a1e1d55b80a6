/** How a run ended, as the shell sees it. */
export const EXIT_CODE = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notApplied: 4,
  partial: 5,
  rolloutFailed: 6,
  timeout: 7,
  lost: 8,
  overtaken: 9,
  undone: 10,
  hungUp: 129,
  cancelled: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/** For the usage text and the reference. */
export const EXIT_CODE_ROWS: readonly {readonly code: ExitCode; readonly help: string}[] = [
  {
    code: EXIT_CODE.ok,
    help: 'Done; with apply and watch: the rollout is complete; with undo: what was before serves again; with verify: nothing is wrong',
  },
  {
    code: EXIT_CODE.failed,
    help: 'Something could not be done: a file could not be written, the network failed, an edited file was left alone; with patch --check: the file needs edits; with verify: something is missing, wrong or not registered',
  },
  {
    code: EXIT_CODE.usage,
    help: 'Answers are missing or wrong, or the command line, the kubeconfig or its context is; so is a preset, file or directory that is named and cannot be read, or is another thing',
  },
  {
    code: EXIT_CODE.refused,
    help: 'There is no kubectl, or a check before the apply refused; nothing was changed in the cluster; with verify: you may not look; with build and push: no builder works, or the image is not fit to be pushed',
  },
  {code: EXIT_CODE.notApplied, help: 'The apply, or the undo, failed; nothing was changed'},
  {code: EXIT_CODE.partial, help: 'Applied, or taken back, in part; the objects are listed'},
  {
    code: EXIT_CODE.rolloutFailed,
    help: 'The rollout failed, or cannot succeed as it is; with undo: what was before does not come up',
  },
  {code: EXIT_CODE.timeout, help: 'Not complete when --timeout was over; it goes on'},
  {code: EXIT_CODE.lost, help: 'Contact with the cluster was lost; how it ends is not known'},
  {
    code: EXIT_CODE.overtaken,
    help: 'The Deployment was deleted, replaced, paused or changed by somebody else',
  },
  {code: EXIT_CODE.undone, help: 'The apply was taken back after the rollout went wrong'},
  {code: EXIT_CODE.hungUp, help: 'The terminal was closed (SIGHUP); a rollout goes on'},
  {
    code: EXIT_CODE.cancelled,
    help: 'You left with ctrl+c, or detached; nothing more was written, and a rollout goes on',
  },
  {code: EXIT_CODE.terminated, help: 'Ended by SIGTERM; a rollout goes on'},
];
