import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

/** Programs that tests of the generated files need, and how Debian and Ubuntu get them. */
const PROGRAMS = {
  buildah: 'apt-get install buildah crun busybox-static curl openssl',
  'docker-registry': 'apt-get install docker-registry',
  shellcheck: 'apt-get install shellcheck',
  tmux: 'apt-get install tmux',
  screen: 'apt-get install screen',
  git: 'apt-get install git',
  kubectl: 'see https://kubernetes.io/docs/tasks/tools',
  'python3-yaml': 'apt-get install python3-yaml',
} as const;

export type Program = keyof typeof PROGRAMS;

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const isThere = (program: Program): boolean =>
  program === 'python3-yaml' ? spawnSync('python3', ['-c', 'import yaml']).status === 0 : isOnPath(program);

/** Options for `test`: the test is skipped, and says how to get it, when a program is missing. */
export function needs(...programs: readonly Program[]): {skip: string | false} {
  const missing = programs.filter((program) => !isThere(program));
  return {
    skip:
      missing.length > 0 && missing.map((program) => `needs ${program} (${PROGRAMS[program]})`).join(', '),
  };
}
