import type {Arguments} from '../args.ts';
import {USUAL_MANAGER_URL} from '../domain/defaults.ts';
import {isPlainObject} from '../domain/merge.ts';
import type {Problem} from '../domain/problem.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import type {Io} from '../console/io.ts';
import {apiKeyOf, KEY_VARIABLES} from '../services/harness-api.ts';
import {latestSupportedVersion} from '../services/latest-version.ts';
import {jsonLine, tellProblems} from '../console/tell-problems.ts';

const missing = (field: string, flag: string | undefined, message: string): Problem => ({
  field,
  code: 'missing',
  severity: 'error',
  message,
  ...(flag && {flag}),
});

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Asks Harness for the newest delegate version of an account.
 *
 * @throws UserError when Harness cannot be reached or refuses
 */
export async function runLatest({args, io}: {readonly args: Arguments; readonly io: Io}): Promise<ExitCode> {
  const {json} = args.options;
  const delegate = isPlainObject(args.answers['delegate']) ? args.answers['delegate'] : {};
  const accountId = textOf(delegate['accountId']);
  const apiKey = apiKeyOf(io.env);
  const problems = [
    ...(accountId === undefined
      ? [missing('delegate.accountId', '--account-id', 'is not given: the Harness account id')]
      : []),
    ...(apiKey === undefined
      ? [missing('API key', undefined, `is not in the environment; set ${KEY_VARIABLES.join(' or ')}`)]
      : []),
  ];
  if (accountId === undefined || apiKey === undefined) {
    tellProblems(problems, {io, json});
    return EXIT_CODE.usage;
  }
  const latest = await latestSupportedVersion({
    accountId,
    managerUrl: textOf(delegate['managerUrl']) ?? USUAL_MANAGER_URL,
    apiKey,
  });
  if (json) io.out(jsonLine({type: 'latest', ...latest}));
  else
    printLines(io.out, [
      `minimal  ${latest.minimal}`,
      `full     ${latest.version}`,
      `Use it with --base-version ${latest.minimal}`,
    ]);
  return EXIT_CODE.ok;
}
