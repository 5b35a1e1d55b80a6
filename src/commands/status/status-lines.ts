import type {StatusEvent} from '../../deploy/status-events.ts';
import {securityWords} from '../../domain/live-delegate/read-security.ts';
import type {TokenSource, Upgrader} from '../../domain/live-delegate/types.ts';
import {describeMs} from '../../domain/rollout/describe-ms.ts';

/** Label and text of a line; lines without a label belong to the one before. */
export type StatusLine = readonly [label: string, text: string];

type Delegate = Extract<StatusEvent, {type: 'delegate'}>;
type Delegates = Extract<StatusEvent, {type: 'delegates'}>;

interface Now {
  /** Unix time in ms, for ages. */
  readonly now: number;
}

/** What a live delegate is, line by line. */
export const delegateLines = (delegate: Delegate, now: Now): StatusLine[] => [
  ['Image', imageWords(delegate)],
  ...setWords(delegate, now),
  ['Base', baseWords(delegate)],
  ['Install', delegate.install.title],
  ['Replicas', replicaWords(delegate)],
  ...upgradeLines(delegate, now),
  ['Security', securityWords(delegate.security)],
  ['Token', tokenWords(delegate.token)],
  ['Tools', toolWords(delegate)],
];

const imageWords = ({image}: Delegate): string =>
  `${image.ref || 'none'}, ${image.byHarness ? 'an image of Harness' : 'an image of your own'}`;

function setWords({image: {setBy, setAt}}: Delegate, now: Now): StatusLine[] {
  if (setBy === undefined) return [];
  return [['', `set by ${setBy}${setAt === undefined ? '' : `, ${agoWords(setAt, now)}`}`]];
}

const BASE_FROM = {
  tag: '',
  answers: ', as the answers say',
  hint: ', if its tag tells the truth',
  unknown: '',
} as const;

function baseWords({base: {from, version, age}}: Delegate): string {
  if (version === undefined || age === undefined)
    return 'the cluster does not know it; give the answers with --preset FILE or --output DIR';
  const end =
    age.state === 'end-of-life' ? `end of life was ${age.endOfLife}` : `supported until ${age.supportEnds}`;
  return `${version}${BASE_FROM[from]}, ${monthWords(age.months)}, ${end}`;
}

const monthWords = (months: number): string =>
  months <= 0 ? 'of this month' : `${months} month${months === 1 ? '' : 's'} old`;

function replicaWords({replicas: {wanted, ready}, autoscalers, autoscalersUnread}: Delegate): string {
  const scaling = autoscalers.map(
    ({name, min, max}) => `autoscaler ${name} keeps ${min === max ? String(min) : `${min} to ${max}`}`,
  );
  const words =
    autoscalersUnread === undefined ? scaling.join(', ') || 'no autoscaler' : 'autoscalers not known';
  return `${ready} of ${wanted} ready, ${words}`;
}

function upgradeLines({autoUpgrade, image}: Delegate, now: Now): StatusLine[] {
  const {state, upgraders, reason = ''} = autoUpgrade;
  const words = {
    on: image.byHarness
      ? 'on: Harness puts newer versions in'
      : 'on: its image will be replaced by one of Harness',
    suspended: 'off: the upgrader is suspended',
    absent: 'off: there is no upgrader',
    unknown: `not known. ${reason}`,
  } as const;
  return [
    ['Upgrade', words[state]],
    ...upgraders.map((upgrader) => ['', upgraderWords(upgrader, now)] as const),
  ];
}

function upgraderWords(upgrader: Upgrader, now: Now): string {
  const {name, suspended, schedule, lastRan, lastSucceeded, lastJob, running} = upgrader;
  const parts = [
    `CronJob ${name}, ${suspended ? 'suspended' : `runs at ${schedule}`}`,
    lastRan === undefined ? 'never ran' : `last ran ${agoWords(lastRan, now)}`,
    ...(lastSucceeded === undefined || lastSucceeded === lastRan
      ? []
      : [`last succeeded ${agoWords(lastSucceeded, now)}`]),
    ...(lastJob === undefined || lastJob.ended === 'running' ? [] : [`Job ${lastJob.name} ${lastJob.ended}`]),
    ...running.map((job) => `Job ${job} runs now`),
  ];
  return parts.join(', ');
}

/** `2026-11-21 20:00 UTC, 1 h 5 min ago`. */
function agoWords(time: string, {now}: Now): string {
  const shown = `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
  const ms = now - Date.parse(time);
  return ms < 0 || Number.isNaN(ms) ? shown : `${shown}, ${describeMs(ms)} ago`;
}

function tokenWords(token: TokenSource): string {
  switch (token.from) {
    case 'secret':
      return `Secret ${token.secret}, key ${token.key}`;
    case 'secrets':
      return `Secret ${token.secrets.join(' or ')}`;
    case 'clear-text':
      return 'in clear text in the workload';
    case 'config-map':
      return 'in clear text in a ConfigMap';
    case 'nowhere':
      return 'none';
  }
}

const toolWords = ({expected}: Delegate): string => {
  if (expected === undefined) return 'not known; give the answers with --preset FILE or --output DIR';
  const names = expected.tools.map(({name, version}) => (version === '' ? name : `${name} ${version}`));
  return `${names.join(', ') || 'none'} expected; npx delegate-tui verify looks for them`;
};

const UPGRADE_WORD = {on: 'on', suspended: 'off', absent: 'off', unknown: '?'} as const;

/** Several delegates, a row of a table each. */
export function delegatesTable({delegates}: Delegates): string[] {
  const rows = [
    ['NAME', 'READY', 'UPGRADE', 'IMAGE', 'INSTALLED BY'],
    ...delegates.map(({name, replicas: {ready, wanted}, autoUpgrade, image, install}) => [
      name,
      `${ready}/${wanted}`,
      UPGRADE_WORD[autoUpgrade],
      image.ref,
      install.title,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
