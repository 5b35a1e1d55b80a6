import {kubectlCommand} from '../../../domain/deploy/kubectl-command.ts';
import {wantedSecrets, type WantedSecret} from '../../../domain/deploy/wanted-secrets.ts';
import {readOne} from '../read-objects.ts';
import {withSignal, type Check, type CheckResult, type PreflightState} from './check.ts';

/** More than a delegate refers to; a manifest from elsewhere does not ask on without end. */
const MOST = 8;

/** Are the Secrets there that the pods refer to and the manifest leaves to others? Where nobody may look: silence. */
export const checkSecrets: Check = async (state) => {
  const results: CheckResult[] = [];
  for (const secret of wantedSecrets(state.objects).slice(0, MOST))
    if (await isMissing(secret, state)) results.push(missing(secret, state));
  return {results};
};

async function isMissing({name}: WantedSecret, state: PreflightState): Promise<boolean> {
  // In a namespace that is not there yet, nothing is.
  if (!state.namespaceExists) return true;
  const {namespace} = state.connection.target;
  const ref = {group: '', version: 'v1', kind: 'Secret', name, namespace};
  const {state: found} = await readOne({connection: state.connection, ref, ...withSignal(state)});
  return found === undefined;
}

function missing(secret: WantedSecret, {connection, namespaceExists}: PreflightState): CheckResult {
  const {namespace} = connection.target;
  const cost = secret.for === 'start' ? 'no pod starts without it' : 'the image may not be pulled without it';
  const when = namespaceExists ? 'Create it' : 'Create it once the namespace is there';
  const command = kubectlCommand(
    connection.target,
    'create',
    'secret',
    'generic',
    secret.name,
    ...contents(secret),
  );
  return {
    id: 'secrets',
    state: 'warn',
    text: `Secret ${secret.name} is not in namespace ${namespace} yet; ${cost}.`,
    next: `${when}: ${command}`,
  };
}

/** The key where a Secret is taken whole, by its name. Source: Harness's delegate manifest. */
const USUAL_KEYS: readonly (readonly [name: RegExp, key: string])[] = [
  [/upgrader.*token/i, 'UPGRADER_TOKEN'],
  [/token/i, 'DELEGATE_TOKEN'],
];

const usualKey = (name: string): string => USUAL_KEYS.find(([pattern]) => pattern.test(name))?.[1] ?? 'KEY';

/** From files: what stands in a command is kept by shells and shown by process lists. */
const contents = ({name, for: use, keys}: WantedSecret): string[] =>
  use === 'pull'
    ? ['--type=kubernetes.io/dockerconfigjson', '--from-file=.dockerconfigjson=FILE']
    : (keys.length === 0 ? [usualKey(name)] : keys).map((key) => `--from-file=${key}=FILE`);
