import {readdir} from 'node:fs/promises';
import type {Environment} from '../../domain/environment.ts';
import type {BuilderFacts, Platform} from '../../domain/build-run/builder-types.ts';

/** Where Linux lists what runs programs of other machines, and how qemu’s entries are called. */
const REGISTERED = '/proc/sys/fs/binfmt_misc';
const ENTRIES = {amd64: /x86_64|rosetta|FEX/i, arm64: /aarch64|arm64/i} as const;

/**
 * Whether a builder can run programs of the platform. `unknown` where the builder is elsewhere, such as in a
 * virtual machine or on another host.
 */
export async function canRun(
  platform: Platform,
  {facts, env}: {readonly facts: BuilderFacts; readonly env: Environment},
  registered = REGISTERED,
): Promise<boolean | 'unknown'> {
  const arch = platform === 'linux/arm64' ? 'arm64' : 'amd64';
  if (facts.arch === arch) return true;
  const isElsewhere = facts.inMachine === true || env['DOCKER_HOST'] || env['CONTAINER_HOST'];
  if (facts.arch === undefined || isElsewhere || process.platform !== 'linux') return 'unknown';
  try {
    return (await readdir(registered)).some((entry) => ENTRIES[arch].test(entry));
  } catch {
    return false;
  }
}
