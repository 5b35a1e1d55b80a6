import {access} from 'node:fs/promises';
import {delimiter} from 'node:path';
import type {Environment} from '../../domain/environment.ts';
import {sanitiseLine} from '../../domain/text.ts';
import {UserError} from '../../domain/user-error.ts';
import type {RunResult} from '../run.ts';
import {classifyError} from './classify-error.ts';

const BROKEN = /error loading config file "([^"]+)": (.*)/;

/** One sentence for every file of KUBECONFIG that is not there; kubectl leaves such files out without a word. */
export async function kubeconfigNotices(env: Environment): Promise<string[]> {
  const files = [...new Set((env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== ''))];
  const states = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => undefined,
        (error: unknown) => ((error as {code?: unknown}).code === 'ENOENT' ? file : undefined),
      ),
    ),
  );
  return states.flatMap((file) =>
    file === undefined
      ? []
      : [`KUBECONFIG names ${sanitiseLine(file, {maxLength: 300})}, which does not exist.`],
  );
}

/** Why kubectl cannot read its configuration, with file and line. */
export function kubeconfigFailure(result: RunResult): UserError {
  const broken = BROKEN.exec(result.stderr);
  if (broken === null) {
    const {message, next} = classifyError(result, {server: '', context: ''});
    return new UserError(message, {next: [next]});
  }
  const [, file = '', reason = ''] = broken;
  const line = /line (\d+)/.exec(reason)?.[1];
  const where = line === undefined ? '' : `, line ${line}`;
  return new UserError(
    `The kubeconfig file ${file}${where} cannot be read: ${reason.replace(/^(?:yaml: (?:line \d+: )?|(?:open|read) \S.*: (?=[a-z ]+$))/, '')}.`,
    {
      next: ['Repair the file, or leave it out of KUBECONFIG.'],
    },
  );
}
