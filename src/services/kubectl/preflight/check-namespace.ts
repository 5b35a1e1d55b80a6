import {listAt, textAt, type JsonObject} from '../../../domain/deploy/json.ts';
import {kubectlCommand} from '../../../domain/deploy/kubectl-command.ts';
import {readOne} from '../read-objects.ts';
import {withSignal, type Check, type CheckResult} from './check.ts';

/** Does the namespace exist, does the manifest make it, is it about to go? */
export const checkNamespace: Check = async (state) => {
  const {namespace} = state.connection.target;
  const ref = {group: '', version: 'v1', kind: 'Namespace', name: namespace};
  const read = await readOne({connection: state.connection, ref, ...withSignal(state)});
  const results = (result: Omit<CheckResult, 'id'>, stop = false) => ({
    stop,
    results: [{id: 'namespace' as const, ...result}],
  });
  if (read.state === 'unknown') {
    return results({
      state: 'warn',
      text: `You may not look at namespace ${namespace}; it is taken to exist.`,
      next: 'Check its name.',
    });
  }
  if (read.state === undefined) {
    state.namespaceExists = false;
    if (state.objects.some((object) => object.ref.kind === 'Namespace' && object.ref.name === namespace)) {
      return results({state: 'ok', text: `Namespace ${namespace} will be created.`});
    }
    return results({
      state: 'fail',
      text: `There is no namespace ${namespace}.`,
      next: `Create it: ${kubectlCommand({context: state.connection.target.context}, 'create', 'namespace', namespace)}`,
    });
  }
  if (isEnding(read.state)) {
    const why = whyStuck(read.state);
    return results(
      {
        state: 'fail',
        text: `Namespace ${namespace} is being deleted.`,
        next: 'Wait until it is gone, or choose another namespace.',
        ...(why.length > 0 ? {details: why} : {}),
      },
      true,
    );
  }
  return results({state: 'ok', text: `Namespace ${namespace} exists.`});
};

const isEnding = (namespace: JsonObject): boolean =>
  textAt(namespace, 'status', 'phase') === 'Terminating' ||
  textAt(namespace, 'metadata', 'deletionTimestamp') !== undefined;

/** What holds up the deletion, in the cluster's words. */
const whyStuck = (namespace: JsonObject): string[] =>
  listAt(namespace, 'status', 'conditions').flatMap((condition) => {
    const message = textAt(condition, 'message');
    return textAt(condition, 'status') === 'True' && message ? [message] : [];
  });
