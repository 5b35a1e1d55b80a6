import {listAt, textAt} from '../deploy/json.ts';
import {delegateVariables, type Variables} from './delegate-variables.ts';
import {itemsOf, type LiveObjects} from './live-objects.ts';
import {isHarnessImage} from './read-image.ts';

/** A workload, and which of its containers is a delegate. */
export interface FoundDelegate {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly name: string;
  readonly workload: unknown;
  readonly container: unknown;
  readonly variables: Variables;
  /** False for a workload that was asked for by name and is no delegate by what it holds. */
  readonly isDelegate: boolean;
}

/** Beside ACCOUNT_ID, one of these makes a container a delegate. Source: harness/delegate-kubernetes-manifest. */
const OWN_VARIABLES = ['DELEGATE_NAME', 'DELEGATE_TYPE', 'DELEGATE_TOKEN', 'MANAGER_HOST_AND_PORT'];

/** Every delegate of the namespace, Deployments first, by name. Names and labels do not count: they vary. */
export const findDelegates = (objects: LiveObjects): FoundDelegate[] =>
  workloadsOf(objects).filter(({isDelegate}) => isDelegate);

/** The workload of that name, whatever it is; a Deployment before a StatefulSet. */
export const workloadNamed = (objects: LiveObjects, name: string): FoundDelegate | undefined =>
  workloadsOf(objects).find((found) => found.name === name);

function workloadsOf(objects: LiveObjects): FoundDelegate[] {
  const {deployments, statefulSets} = objects;
  return [
    ...itemsOf(deployments).flatMap((each) => foundIn(objects, 'Deployment', each)),
    ...itemsOf(statefulSets).flatMap((each) => foundIn(objects, 'StatefulSet', each)),
  ];
}

function foundIn(objects: LiveObjects, kind: FoundDelegate['kind'], workload: unknown): FoundDelegate[] {
  const name = textAt(workload, 'metadata', 'name');
  const containers = listAt(workload, 'spec', 'template', 'spec', 'containers').map((container) => ({
    container,
    variables: delegateVariables(container, objects),
  }));
  const delegate = containers.find(looksLikeDelegate);
  const chosen = delegate ?? containers[0];
  return name === undefined || chosen === undefined
    ? []
    : [{kind, name, workload, ...chosen, isDelegate: delegate !== undefined}];
}

/** Variables of a ConfigMap that may not be read say nothing; the image still does. */
const looksLikeDelegate = ({container, variables: {named}}: {container: unknown; variables: Variables}) =>
  (named.has('ACCOUNT_ID') && OWN_VARIABLES.some((variable) => named.has(variable))) ||
  isHarnessImage(textAt(container, 'image') ?? '');
