import type {FailureRow} from './failure-row.ts';

/** The cluster answered, and said no. */
export const ANSWER_ROWS: readonly FailureRow[] = [
  {
    kind: 'expired',
    pattern:
      /\((?:Expired|Gone)\)|too old resource version|The resourceVersion for the provided (?:watch|list) is too old/,
    says: ({server}) => `${server} has forgotten where the watch stood.`,
    next: () => 'Nothing to do: everything is read anew.',
  },
  {
    kind: 'too-many-requests',
    pattern: /\(TooManyRequests\)|the server has received too many requests/,
    says: ({server}) => `${server} is busy and asks to wait.`,
    next: () => 'Wait a minute, then try again.',
  },
  {
    kind: 'denied',
    pattern: /admission webhook ("[^"]+" denied the request(?:: .*)?)/,
    says: ({match}) => `The admission webhook ${match.replace(/\.$/, '')}.`,
    next: () => 'Change the manifest as the webhook says, or ask who runs it.',
  },
  {
    kind: 'denied',
    pattern: /(failed calling webhook "[^"]+")/,
    says: ({match}) => `The cluster cannot check the objects: ${match}.`,
    next: () => 'Wait until the webhook answers again, or ask who runs it.',
  },
  {
    // The server calls it forbidden, but no permission would help. Source: Kubernetes docs, Resource Quotas.
    kind: 'denied',
    pattern: /(exceeded quota: .*)/,
    says: ({match}) => `The quota of the namespace is used up: ${match}.`,
    next: () => 'Raise the quota, delete what is not needed, or ask who looks after the namespace.',
  },
  {
    kind: 'forbidden',
    pattern: /\(Forbidden\): (.*)/,
    says: ({match}) => `You may not do this: ${match}.`,
    next: () => 'Ask an administrator of the cluster for this permission.',
  },
  {
    kind: 'forbidden',
    pattern: /(?:is forbidden|User "[^"]*" cannot)(.*)/,
    says: () => 'You may not do this.',
    next: () => 'Ask an administrator of the cluster for this permission.',
  },
  {
    kind: 'conflict',
    pattern: /Apply failed with \d+ conflicts?/,
    says: () => 'Fields belong to another manager.',
    next: () => 'Look at the fields, then take them over or leave them out.',
  },
  {
    kind: 'conflict',
    pattern: /\(Conflict\)|the object has been modified/,
    says: () => 'Somebody else changed an object at the same moment.',
    next: () => 'Try again.',
  },
  {
    kind: 'invalid',
    pattern: /\((?:Invalid|BadRequest|UnprocessableEntity)\): (.*)/,
    says: ({match}) => `The cluster does not accept it: ${match}.`,
    next: () => 'Correct the manifest.',
  },
  {
    kind: 'invalid',
    pattern: /(no matches for kind "[^"]+" in version "[^"]+")/,
    says: ({match}) => `The cluster knows ${match}.`,
    next: () => 'Use an apiVersion that this cluster serves.',
  },
  {
    kind: 'invalid',
    pattern: /strict decoding error: (.*)/,
    says: ({match}) => `The cluster does not accept it: ${match}.`,
    next: () => 'Correct the manifest.',
  },
  {
    kind: 'not-found',
    pattern: /\(NotFound\): (.*)/,
    says: ({match}) => `The cluster does not find it: ${match}.`,
    next: () => 'Check the name and the namespace.',
  },
];
