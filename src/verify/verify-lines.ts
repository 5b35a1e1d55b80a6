import {labelledLine} from '../domain/labelled-line.ts';
import type {VerifyEvent} from './verify-events.ts';

/** Label and text of a line; lines without a label belong to the one before. */
type VerifyLine = readonly [label: string, text: string];

type Lines = {
  readonly [Type in VerifyEvent['type']]: (
    event: Extract<VerifyEvent, {type: Type}>,
  ) => readonly VerifyLine[];
};

const NAME_WIDTH = 26;
const VERSION_WIDTH = 12;
const STATE_WIDTH = 9;

const STATE_WORDS = {
  ok: 'ok',
  unsure: 'ok',
  'other-version': 'other',
  missing: 'missing',
  broken: 'broken',
  unseen: 'not seen',
} as const;

const withNext = (label: string, text: string, next = ''): VerifyLine[] => [
  [label, text],
  ...(next === '' ? [] : [['', next] as const]),
];

const HARNESS_WORDS = {
  connected: 'the delegate is ',
  disconnected: '',
  'not-found': '',
  malformed: '',
  failed: '',
  skipped: '',
} as const;

const LINES: Lines = {
  target: ({target: {context, server, namespace}, practice, name}) => [
    [
      'Target',
      `${practice === undefined ? '' : `practice cluster, scenario ${practice}: `}${context} (${server}), namespace ${namespace}, ${name}`,
    ],
  ],
  pod: ({pod, container, image}) => withNext('Pod', `${pod}, container ${container}`, image),
  tool: ({tool, version, state, text}) => [
    [
      'Tool',
      [
        tool.padEnd(NAME_WIDTH),
        (version === '' ? 'any' : version).padEnd(VERSION_WIDTH),
        STATE_WORDS[state].padEnd(STATE_WIDTH),
        text,
      ].join(' '),
    ],
  ],
  tools: ({count, bad, user}) => [
    ['Tools', `${count - bad} of ${count} as asked for${user === undefined ? '' : `, run as ${user}`}`],
  ],
  registered: ({state, reason = '', next}) => {
    if (state === 'registered') return [['Log', 'the delegate has registered']];
    if (state === 'failed') return withNext('Log', `not registered. ${reason}`, next);
    return [['Log', reason === '' ? 'it does not say whether the delegate has registered' : reason]];
  },
  metrics: ({connected}) => [
    ['Metrics', `the delegate itself says that it is ${connected ? '' : 'not '}connected to Harness`],
  ],
  harness: ({state, text, next}) => withNext('Harness', `${HARNESS_WORDS[state]}${text}`, next),
  notice: ({level, text, next}) => withNext(level === 'warning' ? 'Careful' : 'Note', text, next),
  end: ({result: {next}}) => next.map((line, index): VerifyLine => [index === 0 ? 'Next' : '', line]),
};

/** An event as plain lines. */
export function verifyLines(event: VerifyEvent): string[] {
  const lines = (LINES[event.type] as (event: VerifyEvent) => readonly VerifyLine[])(event);
  return lines.map((line) => labelledLine(line));
}
