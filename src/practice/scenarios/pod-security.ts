import {isMap, listAt, textAt, valueAt, type JsonMap} from '../objects.ts';

/** Containers that break a rule, as the messages name them: `container "a"`, `containers "a", "b"`. */
const culprits = (names: readonly string[]): string =>
  `${names.length === 1 ? 'container' : 'containers'} ${names.map((name) => `"${name}"`).join(', ')}`;

type Check = {
  /** True when a container is fine; `pod` is the pod's own security context. */
  fine: (container: unknown, pod: unknown) => boolean;
  says: (names: readonly string[], pod: unknown) => string;
};

const own = (container: unknown, ...path: string[]): unknown =>
  valueAt(container, 'securityContext', ...path);

/** The rules of the level "restricted" that a delegate can break. Source: Kubernetes docs, Pod Security Standards. */
const CHECKS: readonly Check[] = [
  {
    fine: (one) => own(one, 'allowPrivilegeEscalation') === false,
    says: (names) =>
      `allowPrivilegeEscalation != false (${culprits(names)} must set securityContext.allowPrivilegeEscalation=false)`,
  },
  {
    fine: (one) => listAt(one, 'securityContext', 'capabilities', 'drop').includes('ALL'),
    says: (names) =>
      `unrestricted capabilities (${culprits(names)} must set securityContext.capabilities.drop=["ALL"])`,
  },
  {
    fine: (one, pod) => (own(one, 'runAsNonRoot') ?? valueAt(pod, 'runAsNonRoot')) === true,
    says: (names) =>
      `runAsNonRoot != true (pod or ${culprits(names)} must set securityContext.runAsNonRoot=true)`,
  },
  {
    fine: (one) => own(one, 'runAsUser') !== 0,
    says: (names) => `runAsUser=0 (${culprits(names)} must not set runAsUser=0)`,
  },
  {
    fine: (one, pod) =>
      ['RuntimeDefault', 'Localhost'].includes(
        textAt(one, 'securityContext', 'seccompProfile', 'type') || textAt(pod, 'seccompProfile', 'type'),
      ),
    says: (names) =>
      `seccompProfile (pod or ${culprits(names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`,
  },
];

/** What a pod spec has that the level "restricted" forbids, in the words of the admission plugin. */
export function podSecurityViolations(spec: JsonMap): string[] {
  const pod = isMap(spec['securityContext']) ? spec['securityContext'] : {};
  const containers = [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')];
  return CHECKS.flatMap(({fine, says}) => {
    const names = containers.filter((one) => !fine(one, pod)).map((one) => textAt(one, 'name'));
    return names.length > 0 ? [says(names, pod)] : [];
  });
}
