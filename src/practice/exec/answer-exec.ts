import type {PretendTool} from './pretend-tool.ts';

/** What comes of a command in the pretend container. */
export type ExecAnswer =
  | {kind: 'ended'; stdout: string; stderr: string; exitCode: number}
  | {kind: 'hangs'}
  /** A real shell runs a script of it: see `run-script.ts`. */
  | {kind: 'script'; args: readonly string[]}
  /** It could not even be started: what the container runtime says. */
  | {kind: 'not-started'; message: string};

const SHELLS: readonly string[] = ['sh', '/bin/sh'];
const line = (text: string | undefined): string => (text === undefined || text === '' ? '' : `${text}\n`);

/** Why a program does not start, in the words of containerd and runc. The number is an exec's, and changes. */
const notFound = (program: string): string =>
  `failed to exec in container: failed to start exec "${'7d'.repeat(32)}": OCI runtime exec failed: exec failed: unable to start container process: exec: ${JSON.stringify(program)}: executable file not found in $PATH: unknown`;

/**
 * What a command does in a container that has these tools and a shell. Without tools it has nothing, as an image
 * made from scratch.
 */
export function answerExec({
  command,
  tools,
}: {
  command: readonly string[];
  tools: readonly PretendTool[];
}): ExecAnswer {
  const [program = '', ...args] = command;
  const tool = tools.find((one) => one.program === program);
  if (tool?.hangs) return {kind: 'hangs'};
  if (tool) {
    const {output, errors, exitCode = 0} = tool;
    return {kind: 'ended', stdout: line(output), stderr: line(errors), exitCode};
  }
  if (tools.length === 0 || !SHELLS.includes(program))
    return {kind: 'not-started', message: notFound(program)};
  if (args[0] === '-c' && args.length > 1) return {kind: 'script', args};
  return {
    kind: 'ended',
    stdout: '',
    stderr: "sh: this container is a pretend one; only sh -c 'SCRIPT' runs in it\n",
    exitCode: 2,
  };
}
