import {join, resolve} from 'node:path';
import {usageProblem} from '../args/usage-problem.ts';
import type {Answers} from '../domain/answers.ts';
import {PROXY_ARGUMENTS} from '../domain/build-command.ts';
import {isImageReference} from '../domain/build-run/check-reference.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import type {Problem} from '../domain/problem.ts';
import type {Io} from '../console/io.ts';
import {readTextFile} from '../services/read-text-file.ts';
import {shellPath} from '../console/shell-quote.ts';

/** The Dockerfile of an output directory. */
export interface Context {
  /** Absolute paths. */
  readonly context: string;
  readonly dockerfile: string;
  /** What it begins from, when that is an image reference: it ends up in sentences and in commands. */
  readonly base?: string;
}

/** Looks at the Dockerfile of an output directory; a problem when there is none. */
export async function buildContext(directory: string): Promise<Context | Problem> {
  const context = resolve(directory);
  const dockerfile = join(context, FILE_NAMES.dockerfile);
  const entry = await readTextFile(dockerfile, {followLinks: true});
  if (entry.kind !== 'text') {
    const file = shellPath(directory, FILE_NAMES.dockerfile);
    const message =
      entry.kind === 'absent'
        ? `has no Dockerfile: ${file} is not there; make it with generate, or add --preset`
        : `has a Dockerfile that cannot be read: ${file}`;
    return usageProblem('no-dockerfile', message, '--output');
  }
  const base = /^FROM\s+(?:--platform=\S+\s+)?(\S+)/im.exec(entry.text)?.[1];
  return {context, dockerfile, ...(base !== undefined && isImageReference(base) ? {base} : {})};
}

/** Proxy arguments that the Dockerfile declares and the environment has values for. Values stay in the environment. */
export const argumentNames = (answers: Answers | undefined, env: Io['env']): string[] =>
  answers?.dockerfile.proxyArgs === true ? PROXY_ARGUMENTS.filter((name) => env[name]) : [];
