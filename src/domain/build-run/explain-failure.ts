import {explain, type ExplainContext, type Explanation} from './explain.ts';
import {DOWNLOAD_ROWS} from './failures/download-rows.ts';
import {DAEMON_ROWS, HOST_ROWS} from './failures/host-rows.ts';
import {IMAGE_ROWS} from './failures/image-rows.ts';
import {INSTRUCTION_ROWS} from './failures/instruction-rows.ts';
import {NETWORK_ROWS} from './failures/network-rows.ts';
import {PUSH_ROWS} from './failures/push-rows.ts';
import {tellingLines} from './telling-lines.ts';

/** What is looked for, in this order: the surest signs first. */
const ROWS = {
  probe: [...DAEMON_ROWS, ...HOST_ROWS],
  // A full disk also shows as a download that cannot be written, and as a package that cannot be installed.
  build: [
    ...HOST_ROWS.filter(({code}) => code === 'disk'),
    ...DAEMON_ROWS,
    ...DOWNLOAD_ROWS,
    ...INSTRUCTION_ROWS,
    ...NETWORK_ROWS,
    ...IMAGE_ROWS,
    ...HOST_ROWS,
  ],
  push: [
    ...HOST_ROWS.filter(({code}) => code === 'disk'),
    ...DAEMON_ROWS,
    ...NETWORK_ROWS,
    ...PUSH_ROWS,
    ...HOST_ROWS,
  ],
} as const;

/**
 * Why a builder failed, from the lines that it printed. There is always an answer: where nothing is known, the
 * last line is repeated.
 */
export function explainFailure(
  what: keyof typeof ROWS,
  lines: readonly string[],
  context: ExplainContext,
): Explanation {
  const telling = tellingLines(lines);
  return explain(ROWS[what], telling.join('\n'), context) ?? unknown(telling, context);
}

/** What says that something failed, and nothing of what. */
const EMPTY_WORDS = /^Error: (?:building|a command)\b.{0,60}$|^subprocess exited|^exit status|^== /;

function unknown(lines: readonly string[], {builder}: ExplainContext): Explanation {
  const last = lines.findLast((line) => !EMPTY_WORDS.test(line));
  if (last === undefined)
    return {
      code: 'silent',
      cause: `${builder} failed and did not say why.`,
      next: [
        'Try again: in a container, with chroot isolation, the last lines of a command are lost at times.',
      ],
    };
  return {
    code: 'unknown',
    cause: `${builder} failed: ${last.replace(/^error: /i, '').replace(/[.\s]*$/, '')}.`,
    next: ['Read its last lines above and the whole log, mend what they name, and try again.'],
  };
}
