import {numberAt, textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import type {FoundDelegate} from './find-delegates.ts';
import {liveFindings} from './live-findings.ts';
import type {LiveObjects} from './live-objects.ts';
import {readAutoscalers, strayAutoscalers} from './read-autoscalers.ts';
import {readImage} from './read-image.ts';
import {readInstallation} from './read-installation.ts';
import {readSecurity} from './read-security.ts';
import {readTokenSource} from './read-token-source.ts';
import {readUpgraders, strayUpgraders} from './read-upgraders.ts';
import {shownText} from './shown-text.ts';
import type {LiveDelegate, LiveReplicas} from './types.ts';

/** Everything that the objects of a namespace tell about one of its delegates. Never throws. */
export function readDelegate(found: FoundDelegate, objects: LiveObjects): LiveDelegate {
  const {kind, workload, container, variables} = found;
  const name = shownText(workload, 'metadata', 'name') ?? '';
  const shownVariable = (variable: string): string | undefined => {
    const value = variables.named.get(variable)?.value;
    return value ? sanitiseLine(value, {maxLength: 300}) : undefined;
  };
  const workloadName = textAt(workload, 'metadata', 'name') ?? '';
  const accountId = shownVariable('ACCOUNT_ID');
  const managerUrl = shownVariable('MANAGER_HOST_AND_PORT');
  const read = {
    kind,
    name,
    namespace: shownText(workload, 'metadata', 'namespace') ?? '',
    delegateName: shownVariable('DELEGATE_NAME') ?? name,
    ...(accountId === undefined ? {} : {accountId}),
    ...(managerUrl === undefined ? {} : {managerUrl}),
    container: shownText(container, 'name') ?? '',
    image: readImage(container, workload),
    replicas: readReplicas(workload),
    install: readInstallation(found),
    autoUpgrade: readUpgraders(workloadName, objects),
    ...readAutoscalers(found, objects),
    security: readSecurity(container, workload),
    token: readTokenSource(variables),
  };
  return {
    ...read,
    findings: [
      ...liveFindings(read, found),
      ...strayUpgraders(workloadName, objects),
      ...strayAutoscalers(objects),
    ],
  };
}

/** A StatefulSet counts its updated and available pods like a Deployment. Source: Kubernetes API reference. */
function readReplicas(workload: unknown): LiveReplicas {
  const count = (key: string): number => numberAt(workload, 'status', key) ?? 0;
  return {
    wanted: numberAt(workload, 'spec', 'replicas') ?? 1,
    updated: count('updatedReplicas'),
    ready: count('readyReplicas'),
    available: count('availableReplicas'),
  };
}
