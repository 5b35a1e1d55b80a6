import {countedObjects} from '../../domain/deploy/conclude.ts';
import type {DeployCheck, DeployEvent} from '../../domain/deploy/events.ts';
import {objectTitle, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import {speedWords} from '../../domain/deploy/speed-words.ts';
import {labelledLine} from '../../domain/labelled-line.ts';
import {describeMs} from '../../domain/rollout/describe-ms.ts';
import {sanitiseLine} from '../../domain/text.ts';
import {clockText} from '../clock-text.ts';
import {rolloutLines, type LogLine} from './rollout-lines.ts';
import {toldBefore} from './told-before.ts';

const TIME_WIDTH = 7;
/** Logs that are known again; each is kept whole. */
const MAX_LOGS = 100;
/** Lists of what is the same in every line stop here. */
const MAX_CONFLICTS = 5;
/** So do the details of a check. */
const MAX_DETAILS = 8;

const title = (ref: ObjectRef): string => sanitiseLine(objectTitle(ref), {maxLength: 200});

/**
 * What stands behind a check that is not well, where its sentence does not say it. What a server answered is raw,
 * and the fields of other managers are told as conflicts.
 */
function detailLines({id, state, text, details = []}: DeployCheck): LogLine[] {
  if (state === 'ok' || id === 'server' || id === 'managers') return [];
  const said = details.filter((line) => line.trim() !== '' && !text.includes(line));
  const more = said.length - MAX_DETAILS;
  return [
    ...said.slice(0, MAX_DETAILS).map((line): LogLine => ['', sanitiseLine(line, {maxLength: 500})]),
    ...(more > 0 ? [['', `and ${more} more`] as const] : []),
  ];
}

type Lines = {
  readonly [Type in DeployEvent['type']]?: (event: Extract<DeployEvent, {type: Type}>) => readonly LogLine[];
};

const withNext = (label: string, text: string, next?: string): LogLine[] => [
  [label, text],
  ...(next === undefined || next === '' ? [] : [['', next] as const]),
];

const CHECK_WORDS = {ok: 'ok     ', warn: 'careful', fail: 'refused'} as const;

const LINES: Lines = {
  target: ({target, practice, name, speed = 1}) => {
    const {context, server, namespace} = target;
    const where = `${sanitiseLine(context)} (${sanitiseLine(server)}), namespace ${sanitiseLine(namespace)}`;
    const what = name === undefined ? '' : `, Deployment ${sanitiseLine(name)}`;
    const word = practice === undefined ? '' : `practice cluster, scenario ${practice}: `;
    return withNext('Target', `${word}${where}${what}`, speedWords(speed));
  },
  check: (check) => {
    const [first, ...rest] = withNext('Check', `${CHECK_WORDS[check.state]}  ${check.text}`, check.next);
    return first === undefined ? [] : [first, ...detailLines(check), ...rest];
  },
  diff: ({ref, kind, diff}) => {
    if (kind === 'unchanged') return [];
    const size = kind === 'changed' && diff !== undefined ? `, +${diff.added} -${diff.removed} lines` : '';
    return [['Change', `${kind.padEnd(9)}  ${title(ref)}${size}`]];
  },
  conflict: ({ref, conflicts}) => {
    const managers = [...new Set(conflicts.map(({manager}) => manager))].join(', ');
    const shown = conflicts.slice(0, MAX_CONFLICTS).map(({field}) => ['', field] as const);
    const more = conflicts.length - shown.length;
    return [
      [
        'Conflict',
        `${title(ref)}: ${managers} owns ${conflicts.length} of the fields that the manifest sets`,
      ],
      ...shown,
      ...(more > 0 ? [['', `and ${more} more`] as const] : []),
    ];
  },
  object: ({ref, outcome, done, of, reason}) => {
    if (outcome === 'applied') return [['Apply', `${done} of ${of}  ${title(ref)}`]];
    if (outcome === 'unknown')
      return withNext('Apply', `${title(ref)}: what became of it is not known`, reason);
    return outcome === 'absent' ? withNext('Apply', `${title(ref)}: not there`, reason) : [];
  },
  applied: ({objects}) => [['Applied', countedObjects(objects)]],
  log: ({pod, container, previous, lines}) => [
    [
      'Log',
      `${pod}, container ${container}${previous ? ', the run before' : ''}, last ${lines.length} line${lines.length === 1 ? '' : 's'}`,
    ],
    ...lines.map((line) => ['', `| ${line}`] as const),
  ],
  settling: ({forMs}) => (forMs === 0 ? [] : [['Settle', `looking for restarts for ${describeMs(forMs)}`]]),
  registered: ({state, reason, next}) => {
    if (state === 'registered') return [['Harness', 'the delegate has registered']];
    if (state === 'failed') return withNext('Harness', `not registered. ${reason ?? ''}`.trim(), next);
    return withNext(
      'Harness',
      'the log does not say whether the delegate has registered',
      'Look for it in Harness: Project settings, Delegates.',
    );
  },
  after: ({state, text, next}) => withNext('After', `${state === 'ok' ? 'ok' : 'careful'}  ${text}`, next),
  undo: ({ref, outcome, reason}) => [
    ['Undo', `${outcome.padEnd(8)}  ${title(ref)}${reason ? `. ${reason}` : ''}`],
  ],
  'login-needed': ({message, next}) => withNext('Login', message, next),
  notice: ({level, text, next}) => withNext(level === 'warning' ? 'Careful' : 'Note', text, next),
  end: ({result}) => result.next.map((line, index): LogLine => [index === 0 ? 'Next' : '', line]),
};

type End = Extract<DeployEvent, {type: 'end'}>;

/** The end without the advice that stands beside the check that refused. */
const withoutTold = (event: End, told: ReadonlySet<string>): End => ({
  ...event,
  result: {...event.result, next: event.result.next.filter((line) => !told.has(line))},
});

const diffLines = ({diff}: Extract<DeployEvent, {type: 'diff'}>): LogLine[] =>
  (diff?.lines ?? []).map(({text}): LogLine => ['', text]);

/** Turns events into plain lines, each told once. Lines of the rollout carry its age. */
export function eventLines({
  showsChanges = false,
}: {
  /** The lines of each change too. */
  readonly showsChanges?: boolean;
} = {}): (event: DeployEvent) => readonly string[] {
  const rollout = rolloutLines();
  const isNewLog = toldBefore(MAX_LOGS);
  const advice = new Set<string>();
  let afterMs: number | undefined;
  let isSpeedTold = false;
  return (told) => {
    const event = told.type === 'target' && isSpeedTold ? {...told, speed: 1} : told;
    isSpeedTold ||= event.type === 'target';
    if (event.type === 'rollout') ({afterMs} = event);
    if ((event.type === 'check' || event.type === 'notice') && event.next !== undefined)
      advice.add(event.next);
    // The log of a run is first that of this run, then that of the run before.
    if (event.type === 'log') {
      const key = [event.pod, event.container, ...event.lines].join('\n');
      if (!isNewLog(key)) return [];
    }
    const lines =
      event.type === 'rollout'
        ? rollout(event.view, event.afterMs)
        : ((LINES[event.type] as ((event: DeployEvent) => readonly LogLine[]) | undefined)?.(
            event.type === 'end' ? withoutTold(event, advice) : event,
          ) ?? []);
    const changes = showsChanges && event.type === 'diff' ? diffLines(event) : [];
    const time = event.type === 'end' || afterMs === undefined ? '' : clockText(afterMs).padEnd(TIME_WIDTH);
    return [...lines, ...changes].map((line) =>
      labelledLine(line, line[0] === '' ? ' '.repeat(time.length) : time),
    );
  };
}
