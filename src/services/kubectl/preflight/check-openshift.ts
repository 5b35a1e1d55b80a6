import {neededScc, sccReview} from '../../../domain/deploy/needed-scc.ts';
import {shellWord} from '../../../domain/shell.ts';
import {createReviews} from '../ask-access.ts';
import {call, CALL_TIMEOUT_MS, REQUEST_TIMEOUT, serverPath} from '../call.ts';
import {withSignal, type Check, type CheckResult, type PreflightState} from './check.ts';

/** Is it OpenShift, and will it let the pods start? */
export const checkOpenshift: Check = async (state) => {
  const {connection, objects} = state;
  const path = `${serverPath(connection.target.server)}/apis/security.openshift.io/v1`;
  const found = await call({
    connection,
    args: ['get', '--raw', path, REQUEST_TIMEOUT],
    timeoutMs: CALL_TIMEOUT_MS.list,
    ...withSignal(state),
  });
  if (!found.ok || !found.stdout.includes('securitycontextconstraints')) return {results: []};
  state.openshift = true;
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
  const answers = await createReviews({
    connection: state.connection,
    reviews: [sccReview({scc, serviceAccount, namespace})],
    ...withSignal(state),
  });
  if ('allowed' in answers && answers.allowed[0] === true) {
    return {
      id: 'openshift',
      state: 'ok',
      text: `OpenShift: service account ${serviceAccount} may use the SCC ${scc}.`,
    };
  }
  const known = 'allowed' in answers;
  return {
    id: 'openshift',
    state: 'warn',
    text: `OpenShift ${known ? 'refuses' : 'may refuse'} these pods: service account ${serviceAccount} needs the SCC ${scc}.`,
    next: `Let an administrator run: oc adm policy add-scc-to-user ${scc} -z ${shellWord(serviceAccount)} -n ${shellWord(namespace)}`,
  };
}
