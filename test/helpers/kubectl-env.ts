/**
 * For a kubectl that a test starts, with a directory that goes with the test: the kubectl of Google Cloud looks at
 * its own settings first; and one thread is enough for a program that waits, where several tests run side by side.
 */
export const kubectlEnv = (directory: string) => ({CLOUDSDK_CONFIG: directory, GOMAXPROCS: '1'}) as const;
