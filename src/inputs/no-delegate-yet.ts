import {WrongInput} from '../domain/user-error.ts';
import {shellPath} from '../console/shell-quote.ts';

/** What writes the files of an output directory; it tells which answers it needs. */
const generateCommand = (directory: string): string =>
  `npx delegate-tui generate --output ${shellPath(directory)}`;

/** Refusal of an output directory without the files of a delegate. */
export const noDelegateYet = (directory: string): WrongInput =>
  new WrongInput(`${shellPath(directory)} holds no delegate yet.`, {
    next: [`Write one: ${generateCommand(directory)} tells what it needs, npx delegate-tui asks for it.`],
  });
