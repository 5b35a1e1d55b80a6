import {parseJson, textAt} from '../../../domain/deploy/json.ts';
import {sanitiseLine} from '../../../domain/text.ts';
import {call, CALL_TIMEOUT_MS} from '../call.ts';
import {classifyError} from '../classify-error.ts';
import {withSignal, type Check, type CheckResult} from './check.ts';

/** Minor versions that kubectl and server may be apart. Source: Kubernetes version skew policy. */
const MAX_SKEW = 1;

/** Is the server there, does it know us, do the versions fit? */
export const checkServer: Check = async (state) => {
  const {connection} = state;
  const result = await call({
    connection,
    args: ['version', '-o=json', '--request-timeout=8s'],
    timeoutMs: CALL_TIMEOUT_MS.version + 5000,
    ...withSignal(state),
  });
  const server = result.ok ? serverVersion(result.stdout) : undefined;
  if (server === undefined) {
    const failure = result.failure ?? classifyError({end: 'exited', stderr: '<html'}, connection.target);
    state.failure = failure;
    return {
      stop: true,
      results: [
        {
          id: 'server',
          state: 'fail',
          text: failure.message,
          next: failure.next,
          details: failure.raw.split('\n'),
        },
      ],
    };
  }
  return {results: [versionResult(connection.kubectl.version, server)]};
};

/** Failed calls print the client's version and succeed at nothing else. */
function serverVersion(stdout: string): string | undefined {
  const version = textAt(parseJson(stdout), 'serverVersion', 'gitVersion');
  return version === undefined ? undefined : sanitiseLine(version, {maxLength: 60});
}

const minorOf = (version: string): number => Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? NaN);
const short = (version: string): string => version.replace(/^v/, '');

function versionResult(client: string, server: string): CheckResult {
  const skew = minorOf(client) - minorOf(server);
  const text = `kubectl ${short(client)}, server ${short(server)}.`;
  if (Number.isNaN(skew) || Math.abs(skew) <= MAX_SKEW) return {id: 'server', state: 'ok', text};
  const word = skew < 0 ? 'older' : 'newer';
  return {
    id: 'server',
    state: 'warn',
    text: `${text} kubectl is ${Math.abs(skew)} versions ${word} than the server.`,
    next: `It mostly works; a kubectl of version 1.${minorOf(server)} is sure to.`,
  };
}
