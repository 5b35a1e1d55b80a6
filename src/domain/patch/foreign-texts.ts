import {isObject, listAt, objectAt} from '../deploy/json.ts';
import type {Source} from './source.ts';

/** What a text can be that is no manifest with a delegate. */
export type ForeignKind =
  | 'empty'
  | 'helm-template'
  | 'terraform'
  | 'docker-run'
  | 'compose'
  | 'variables'
  | 'dockerfile'
  | 'not-yaml'
  | 'helm-values'
  | 'legacy'
  | 'other-workload'
  | 'unrelated'
  | 'not-kubernetes';

interface ForeignRow {
  readonly kind: ForeignKind;
  readonly fits: (source: Source) => boolean;
  /** Completes the name of the file; ends with what to do. */
  readonly says: (source: Source) => string;
}

const OWN_VARIABLE = /\b(?:DELEGATE_NAME|DELEGATE_TOKEN|ACCOUNT_ID|MANAGER_HOST_AND_PORT)\b/;
const NEW_MANIFEST = 'take the Kubernetes manifest that Harness Manager offers, or let delegate-tui make one';

const withoutComments = (text: string): string => text.replaceAll(/^\ufeff?[ \t]*(#.*)?$/gm, '');
const hasDelegateEnv = (service: unknown): boolean => {
  const {environment, image} = objectAt({service}, 'service');
  return OWN_VARIABLE.test(JSON.stringify([environment, image]) ?? '') || /\/delegate\b/.test(String(image));
};

const VALUES = [
  'delegateName',
  'delegateToken',
  'managerEndpoint',
  'delegateDockerImage',
  'existingDelegateToken',
];
/** Values of the chart itself, or of a chart that has it as a part. */
const holdsValues = (value: unknown): boolean =>
  isObject(value) &&
  [value, ...Object.values(value)].some(
    (part) => isObject(part) && VALUES.some((key) => Object.hasOwn(part, key)),
  );

/** Texts that are told apart before their YAML counts, in this order. */
export const FOREIGN_TEXTS: readonly ForeignRow[] = [
  {
    kind: 'empty',
    fits: ({text}) =>
      withoutComments(text)
        .replaceAll(/^(---|\.\.\.)\s*$/gm, '')
        .trim() === '',
    says: () => `holds nothing but blanks and comments; ${NEW_MANIFEST}`,
  },
  {
    kind: 'helm-template',
    fits: ({text}) => /\{\{-?\s*(?:\.|include\b|if\b|toYaml\b|range\b)/.test(text),
    says: () =>
      'holds a Helm template; render it with helm template and patch what comes out, or set the values of the chart',
  },
  {
    kind: 'docker-run',
    fits: ({text}) => /\b(?:docker|podman)\s+(?:container\s+)?run\b/.test(text) && OWN_VARIABLE.test(text),
    says: () =>
      'starts a delegate with docker run and has no auto-upgrade; put your image in the place of the last word of that command',
  },
  {
    kind: 'dockerfile',
    fits: ({text}) => /^(?:ARG|FROM)\s+\S+/m.test(withoutComments(text).trim().split('\n')[0] ?? ''),
    says: () => 'is a Dockerfile; give the Kubernetes manifest of the delegate',
  },
  {
    kind: 'terraform',
    fits: ({text}) =>
      /^[ \t]*(?:module|resource|variable|provider|data|locals|terraform)\b[^\n:]*\{[ \t\r]*$/m.test(text) ||
      /^[ \t]*(?:delegate_image|delegate_name|account_id|manager_endpoint)\s*=\s*["$\w]/m.test(text),
    says: () => 'is Terraform; set delegate_image to your image and upgrader_enabled to false in it',
  },
  {
    kind: 'variables',
    fits: ({text}) => /^(?:export\s+)?(?:DELEGATE_NAME|DELEGATE_TOKEN|ACCOUNT_ID)=/m.test(text),
    says: () =>
      'holds variables of a delegate in Docker, which has no auto-upgrade; name your image where the container is started',
  },
];

/** YAML that holds no delegate, in this order. */
export const FOREIGN_YAML: readonly ForeignRow[] = [
  {
    kind: 'compose',
    fits: ({others}) =>
      others.some((value) =>
        Object.values(objectAt(value, 'services')).some((service) => hasDelegateEnv(service)),
      ),
    says: () =>
      'is a Docker Compose file, where a delegate has no auto-upgrade; set image of its service to yours',
  },
  {
    kind: 'helm-values',
    fits: ({others}) => others.some(holdsValues),
    says: () =>
      'holds values of the Helm chart; set delegateDockerImage to your image and upgrader.enabled to false in it',
  },
  {
    kind: 'unrelated',
    fits: ({objects}) => objects.length > 0,
    says: ({objects}) =>
      `holds no delegate, but ${summary(objects.map(({kind}) => kind))}; give the manifest whose Deployment has ACCOUNT_ID and DELEGATE_NAME`,
  },
  {
    kind: 'not-kubernetes',
    fits: () => true,
    says: ({others}) =>
      `holds no Kubernetes objects${others.some((value) => listAt({value}, 'value').length > 0) ? ', but a list' : ''}; ${NEW_MANIFEST}`,
  },
];

/** `2 Secrets, Service` */
function summary(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const words = [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} × ${kind}`));
  return words.length > 6 ? `${words.slice(0, 5).join(', ')} and more` : words.join(', ');
}
