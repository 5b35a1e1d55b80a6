import {crashMessage, crashText} from '../domain/crash-text.ts';
import {sanitiseLine} from '../domain/text.ts';
import {Crash} from '../domain/user-error.ts';
import type {Io} from './io.ts';
import {keepCrash} from '../services/keep-crash.ts';
import {shellPath} from './shell-quote.ts';
import {VERSION} from './version.ts';

export interface CrashScene {
  readonly io: Pick<Io, 'env' | 'platform'>;
  readonly command: string;
  readonly now: Date;
}

/** Names of variables that hold what nobody should read. */
const SECRET_NAME = /token|key|secret|passw|credential/i;
/** Shorter ones would blot out words. */
const MIN_SECRET = 4;

const AGAIN = 'Run it once more; when it stays, report it together with the command that you ran.';

/** Writes down an error of ours without what was typed, and gives what a person is told of it. Does not throw. */
export async function crashOf(error: unknown, {io, command, now}: CrashScene): Promise<Crash> {
  const secrets = Object.entries(io.env).flatMap(([name, value = '']) =>
    SECRET_NAME.test(name) && value.length >= MIN_SECRET ? [value] : [],
  );
  const isTold = error instanceof Crash;
  const cause = isTold ? error.cause : error;
  const facts = {
    version: VERSION,
    node: process.versions.node,
    platform: `${io.platform} ${process.arch}`,
    command,
    time: now.toISOString(),
  };
  const path = await keepCrash(io.env, crashText(cause, facts, secrets));
  const kept =
    path === undefined
      ? []
      : [`What broke is written down, without your answers; send it along: ${sanitiseLine(shellPath(path))}`];
  const message = cause instanceof Error ? cause.message : String(cause);
  const says = (isTold && error.message) || `Unexpected error: ${crashMessage(message, secrets)}`;
  return new Crash(says, {cause, next: [...(isTold ? error.next : [AGAIN]), ...kept]});
}
