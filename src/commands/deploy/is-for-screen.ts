import type {Arguments} from '../../args.ts';
import type {CommandName} from '../../args/commands.ts';
import type {Io} from '../../console/io.ts';

/**
 * True when somebody at a terminal is to be asked and shown: neither has consent been given with --yes, nor was it
 * said how a watch ends that nobody looks at.
 */
export function isForScreen(
  command: CommandName,
  {args, io}: {readonly args: Arguments; readonly io: Io},
): boolean {
  const {yes = false, json, headless, dryRun, undoOnFailure = false, ...options} = args.options;
  const ends = [options.failOn, options.tolerate, options.timeout, options.settle];
  return (
    args.command === command &&
    io.isTerminal &&
    ![yes, json, headless, dryRun, undoOnFailure].includes(true) &&
    ends.every((flag) => flag === undefined)
  );
}
