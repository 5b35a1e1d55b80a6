import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, rmdirSync, statfsSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';

/** Only the administrator may mount; elsewhere such tests are skipped, and say so. */
export const MAY_MOUNT = {
  skip:
    (process.platform !== 'linux' || process.getuid?.() !== 0) &&
    'mounts a small file system, which only root on Linux may',
};

/** A file system of its own, in memory. */
export interface SmallDisk {
  readonly path: string;
  /** Fills it up, but for so many kB. */
  readonly fillBut: (kilobytes: number) => void;
  readonly empty: () => void;
  readonly setReadOnly: (isReadOnly: boolean) => void;
}

const BALLAST = 'ballast';

/** Mounts one of that size in kB; it goes with the test. Source: tmpfs(5). */
export function smallDisk(
  context: Pick<TestContext, 'after'>,
  {kilobytes, inodes = 100}: {readonly kilobytes: number; readonly inodes?: number},
): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'delegate-tui-disk-'));
  const mount = (...args: string[]) => execFileSync('mount', args, {stdio: ['ignore', 'ignore', 'pipe']});
  mount('-t', 'tmpfs', '-o', `size=${kilobytes}k,nr_inodes=${inodes}`, 'tmpfs', path);
  context.after(() => {
    execFileSync('umount', ['-l', path]);
    rmdirSync(path);
  });
  return {
    path,
    fillBut: (left) => {
      rmSync(join(path, BALLAST), {force: true});
      const {bavail, bsize} = statfsSync(path);
      writeFileSync(join(path, BALLAST), Buffer.alloc(Math.max(0, bavail * bsize - left * 1024)));
    },
    empty: () => {
      for (const name of readdirSync(path)) rmSync(join(path, name), {recursive: true});
    },
    setReadOnly: (isReadOnly) => void mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, path),
  };
}
