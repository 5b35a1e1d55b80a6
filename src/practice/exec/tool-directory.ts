import {accessSync, constants, mkdirSync, realpathSync, symlinkSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {PretendTool} from './pretend-tool.ts';

/** Where a machine keeps what every container image has. */
const SYSTEM = ['/bin', '/usr/bin'];
/** What scripts may count on beside the shell: programs that read and print, and change nothing. */
const UTILITIES =
  'awk basename cat cut date dirname echo expr false grep head ls printf readlink sed sleep sort tail test timeout tr true uname wc'.split(
    ' ',
  );
/** Who scripts run as, if they ask: the delegate's user. Source: Harness's delegate image. */
const ID = [
  '#!/bin/sh',
  'case "$1" in',
  '-u) echo 1001 ;;',
  '-g) echo 0 ;;',
  '*) echo "uid=1001 gid=0" ;;',
  'esac',
  '',
];
/** A tool that hangs does so longer than any command may take, and yet not for ever should nobody end it. */
const HANG_SECONDS = 300;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const say = (text: string | undefined, to: string): string[] =>
  text === undefined || text === '' ? [] : [`printf '%s\\n' ${quoted(text)}${to}`];

/** A shell script that does what the tool does. */
const toolScript = ({output, errors, exitCode = 0, hangs}: PretendTool): string =>
  [
    '#!/bin/sh',
    ...(hangs ? [`exec sleep ${HANG_SECONDS}`] : []),
    ...say(output, ''),
    ...say(errors, ' >&2'),
    `exit ${exitCode}`,
    '',
  ].join('\n');

function systemProgram(name: string): string | undefined {
  return SYSTEM.map((directory) => join(directory, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A word that is a file name and stays in its directory. */
const PROGRAM = /^\w[\w.+-]*$/;

/** Makes a directory with nothing in it but the pretend tools and harmless utilities: the PATH of scripts. */
export function makeToolDirectory(directory: string, tools: readonly PretendTool[]): void {
  mkdirSync(directory, {mode: 0o700});
  for (const tool of tools.filter(({program}) => PROGRAM.test(program)))
    writeFileSync(join(directory, tool.program), toolScript(tool), {mode: 0o700});
  writeFileSync(join(directory, 'id'), ID.join('\n'), {mode: 0o700});
  const pretended = new Set(tools.map(({program}) => program));
  for (const name of UTILITIES) {
    const path = pretended.has(name) ? undefined : systemProgram(name);
    if (path === undefined) continue;
    const own = join(directory, name);
    // By itself it would leave the process group with which everything of a script is ended. BusyBox's does not.
    if (name === 'timeout' && basename(realpathSync(path)) !== 'busybox')
      writeFileSync(own, `#!/bin/sh\nexec ${path} --foreground "$@"\n`, {mode: 0o700});
    else symlinkSync(path, own);
  }
}
