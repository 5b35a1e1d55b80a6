/** Flags that answer everything, so that the wizard opens at the review; all but the token, for tests that have one. */
export const ALL_BUT_TOKEN = [
  ['--preset', 'kubernetes'],
  ['--image-repository', 'acme/custom-delegate'],
  ['--account-id', 'abcdefghijklmnopqrstuv'],
  ['--manager-url', 'https://app.harness.io'],
].flat();

export const ANSWERED = [...ALL_BUT_TOKEN, '--token-from', 'secret', '--token-secret', 'delegate-token'];
