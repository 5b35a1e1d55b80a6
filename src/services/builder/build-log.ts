import {closeSync, openSync, writeSync} from 'node:fs';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {makePrivateDirectory} from '../make-missing.ts';
import type {Environment} from '../../domain/environment.ts';
import {stateDirectory} from '../state-directory.ts';
import {systemReason} from '../system-reason.ts';

/** That many logs are kept. */
const KEPT = 20;

/** Where builders' output is kept. */
export const logsDirectory = (env: Environment): string => join(stateDirectory(env), 'logs');

/** A file that gets every line of a builder's output. */
export interface BuildLog {
  readonly path: string;
  write(line: string): void;
  close(): void;
}

/** `20261121-213005-build.log`: names sort by time. */
const logName = (now: Date, what: string): string =>
  `${now
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-')}-${process.pid}-${what}.log`;

/**
 * Opens a new log (0600) below `directory` (0700), and removes the oldest ones. Gives the reason where that is not
 * possible: a build goes on without.
 */
export async function openBuildLog(
  directory: string,
  {now, what}: {readonly now: Date; readonly what: 'build' | 'push'},
): Promise<BuildLog | string> {
  try {
    await makePrivateDirectory(directory);
    await removeOldest(directory);
    const path = join(directory, logName(now, what));
    let file: number | undefined = openSync(path, 'a', 0o600);
    const close = () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    };
    return {
      path,
      write(line) {
        if (file === undefined) return;
        try {
          writeSync(file, `${line}\n`);
        } catch {
          // A full disk ends the log, not the build.
          close();
        }
      },
      close,
    };
  } catch (error) {
    return systemReason(error);
  }
}

async function removeOldest(directory: string): Promise<void> {
  const logs = (await readdir(directory)).filter((name) => /^\d{8}-\d{6}-\d+-\w+\.log$/.test(name)).sort();
  for (const name of logs.slice(0, Math.max(0, logs.length - KEPT + 1)))
    await rm(join(directory, name), {force: true});
}
