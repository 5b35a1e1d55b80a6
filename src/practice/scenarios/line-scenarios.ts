import type {Scenario} from './scenario.ts';

/** What happens to the line to the cluster, while all is well in it. */
export const LINE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'connection-reset',
    title: 'Connections are cut',
    says: 'Every watch is cut after a while; all is well otherwise.',
    ends: 'complete',
    fault: 'connection-reset',
  },
  {
    name: 'truncated-event',
    title: 'Half an event',
    says: 'Every watch ends in the middle of a line; all is well otherwise.',
    ends: 'complete',
    fault: 'truncated-event',
  },
  {
    name: 'expired-410',
    title: 'An expired history',
    says: 'Watches come to an end because their history is gone; all is well otherwise.',
    ends: 'complete',
    fault: 'expired-410',
  },
  {
    name: 'too-many-requests-429',
    title: 'A busy server',
    says: 'One request in five is told to come again later; all is well otherwise.',
    ends: 'complete',
    fault: 'too-many-requests-429',
  },
  {
    name: 'token-expired-401',
    title: 'The login expires',
    says: 'After a while the server knows you no more, and after a while it does again.',
    ends: 'complete',
    fault: 'token-expired-401',
  },
  {
    name: 'frozen',
    title: 'A silent server',
    says: 'After a while the server says nothing more, and after a while it goes on.',
    ends: 'complete',
    fault: 'frozen',
  },
  {
    name: 'forbidden-events',
    title: 'No right to see events',
    says: 'You may not read events, so fewer reasons can be shown.',
    ends: 'complete',
    fault: 'forbidden-events',
  },
  {
    name: 'forbidden-pods',
    title: 'No right to see pods',
    says: 'You may not read pods, so only the Deployment tells how it goes.',
    ends: 'complete',
    fault: 'forbidden-pods',
  },
];
