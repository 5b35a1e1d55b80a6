import type {Arguments} from '../args.ts';
import type {Io} from './io.ts';

/** Why a person at a terminal was not asked for what is missing, and how to be asked; nothing where that is plain. */
export function whyUnasked({options}: Arguments, {isTerminal, isForCi, platform}: Io): string[] {
  const {yes = false, json, headless, dryRun, print, undoOnFailure = false} = options;
  const isUnasked = [yes, json, headless, dryRun, undoOnFailure].includes(true) || print !== undefined;
  if (isTerminal || isForCi !== true || isUnasked) return [];
  const how =
    platform === 'win32' ? 'Unset CI to be asked.' : 'To be asked, put CI= in front of the command.';
  return [`CI is set, so nothing is asked. ${how}`];
}
