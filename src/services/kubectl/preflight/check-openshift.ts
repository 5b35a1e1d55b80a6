import {listAt, parseJson, textAt} from '../../../domain/deploy/json.ts';
import {neededScc, sccReview} from '../../../domain/deploy/needed-scc.ts';
import {bindsScc} from '../../../domain/deploy/scc-bindings.ts';
import {shellWord} from '../../../domain/shell.ts';
import {createReviews} from '../ask-access.ts';
import {rawPath, serverPath} from '../call.ts';
import {getRaw} from '../get-raw.ts';
import {withSignal, type Check, type CheckResult, type PreflightState} from './check.ts';

/** Is it OpenShift, and will it let the pods start? */
export const checkOpenshift: Check = async (state) => {
  const {connection, objects, signal} = state;
  const path = `${serverPath(connection.target.server)}/apis/security.openshift.io/v1`;
  const found = await getRaw({connection, path, signal});
  if (!found.ok || !found.stdout.includes('securitycontextconstraints')) return {results: []};
  const results: CheckResult[] = [];
  for (const {ref, value} of objects)
    if (ref.kind === 'Deployment') results.push(await sccResult(state, value));
  return {results};
};

async function sccResult(state: PreflightState, deployment: unknown): Promise<CheckResult> {
  const {scc, serviceAccount} = neededScc(deployment);
  const {namespace} = state.connection.target;
  if (scc === undefined)
    return {id: 'openshift', state: 'ok', text: 'OpenShift: the pods run under the restricted-v2 SCC.'};
  const need = {scc, serviceAccount, namespace};
  const known = await mayUse(state, need);
  if (known === 'yes') {
    return {
      id: 'openshift',
      state: 'ok',
      text: `OpenShift: service account ${serviceAccount} may use the SCC ${scc}.`,
    };
  }
  const text = {
    no: `OpenShift refuses these pods: service account ${serviceAccount} needs the SCC ${scc}.`,
    'not-here': `OpenShift lets these pods start only with the SCC ${scc}, and nothing in namespace ${namespace} gives it to service account ${serviceAccount}.`,
    unknown: `OpenShift lets these pods start only with the SCC ${scc}. Only an administrator may ask whether service account ${serviceAccount} has it.`,
  }[known];
  return {
    id: 'openshift',
    state: 'warn',
    text,
    next: `Let an administrator run: oc adm policy add-scc-to-user ${scc} -z ${shellWord(serviceAccount)} -n ${shellWord(namespace)}`,
  };
}

type Need = Parameters<typeof bindsScc>[1];

/**
 * By the cluster's own word, which only administrators get; else by the RoleBindings that can be seen. `not-here`:
 * there is none in the namespace; one of the whole cluster would be unusual.
 */
async function mayUse(state: PreflightState, need: Need): Promise<'yes' | 'no' | 'not-here' | 'unknown'> {
  const {connection, objects, namespaceExists, signal} = state;
  const answers = await createReviews({
    connection,
    reviews: [sccReview(need)],
    ...withSignal(state),
  });
  const applied = objects.flatMap(({ref, value}) =>
    ref.kind === 'RoleBinding' || ref.kind === 'ClusterRoleBinding' ? [value] : [],
  );
  if (bindsScc(applied, need)) return 'yes';
  const allowed = 'allowed' in answers ? answers.allowed[0] : undefined;
  if (allowed !== undefined) return allowed ? 'yes' : 'no';
  if (!namespaceExists) return 'not-here';
  const path = rawPath(connection.target.server, {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    resource: 'rolebindings',
    namespace: need.namespace,
  });
  const {ok, stdout} = await getRaw({connection, path, signal});
  const list = ok ? parseJson(stdout) : undefined;
  if (textAt(list, 'kind') !== 'RoleBindingList') return 'unknown';
  return bindsScc(listAt(list, 'items'), need) ? 'yes' : 'not-here';
}
