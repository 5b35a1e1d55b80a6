import {spawn, type ChildProcess} from 'node:child_process';

/** A script that runs. */
export type RunningScript = {
  /** Feeds its standard input; undefined ends that. */
  write(bytes: Buffer | undefined): void;
  /** Lets its output flow again after `onOutput` said false. */
  resume(): void;
  /** Ends it and everything that it has started. */
  kill(): void;
};

/**
 * Runs a script with the machine's own shell: any script works then, as it would in a container. Its environment
 * is empty but for PATH and HOME, and it is the head of a process group of its own.
 * @param directory its PATH, home and working directory
 * @param onOutput gets what it writes; false makes it wait
 * @param onEnd gets its exit code once everything is written; 137 when it was killed
 */
export function runScript({
  args,
  directory,
  hasInput,
  onOutput,
  onEnd,
}: {
  args: readonly string[];
  directory: string;
  hasInput: boolean;
  onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => boolean;
  onEnd: (exitCode: number) => void;
}): RunningScript {
  const child = spawn('/bin/sh', args, {
    cwd: directory,
    env: {PATH: directory, HOME: directory},
    detached: true,
    stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const streams = ['stdout', 'stderr'] as const;
  for (const name of streams)
    child[name]?.on('data', (bytes: Buffer) => {
      if (!onOutput(name, bytes)) child[name]?.pause();
    });
  child.stdin?.on('error', () => {});
  // What it leaves behind would hold its pipes open.
  child.on('exit', () => killGroup(child));
  child.on('error', () => onEnd(126));
  child.on('close', (code) => onEnd(code ?? 137));
  return {
    write: (bytes) => void (bytes === undefined ? child.stdin?.end() : child.stdin?.write(bytes)),
    resume: () => streams.forEach((name) => child[name]?.resume()),
    kill: () => killGroup(child),
  };
}

function killGroup({pid}: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
