import type {Arguments} from '../args.ts';
import type {Answers, Secrets} from '../domain/answers.ts';
import type {Problem} from '../domain/problem.ts';
import type {Io} from '../console/io.ts';
import {readToken, TOKEN_MISSING, TOKEN_UNUSED} from '../inputs/read-token.ts';

interface Input {
  readonly answers: Answers;
  readonly args: Arguments;
  readonly io: Io;
  /** Whether a file for the token is made at all. */
  readonly isWanted: boolean;
}

/** The token for its file, where the answers ask for that. Throws `UserError` when its file cannot be read. */
export async function headlessSecrets({
  answers,
  args,
  io,
  isWanted,
}: Input): Promise<{readonly secrets?: Secrets; readonly problems: readonly Problem[]}> {
  if (!isWanted || answers.delegate.token.from !== 'file') {
    return {problems: args.options.tokenFile === undefined ? [] : [TOKEN_UNUSED]};
  }
  const {token, problems} = await readToken({args, io});
  if (token !== undefined) return {secrets: {delegateToken: token}, problems};
  return {problems: problems.length === 0 ? [TOKEN_MISSING] : problems};
}
