import {createHash} from 'node:crypto';

const STAMP_LINE = /^# delegate-tui ([0-9a-f]{12})\n$/;

const digest = (content: string) => createHash('sha256').update(content).digest('hex').slice(0, 12);

/** Splits off the last line when it is a stamp. */
function split(text: string): {body: string; recorded?: string} {
  const start = text.lastIndexOf('\n', text.length - 2) + 1;
  const recorded = STAMP_LINE.exec(text.slice(start))?.[1];
  return recorded === undefined ? {body: text} : {body: text.slice(0, start), recorded};
}

/**
 * The content as it is written: with a last comment line that holds the first 12 hex digits of the SHA-256 of
 * everything above it. The last line, because a Dockerfile's parser directives must stay first.
 */
export function stamp(content: string): string {
  const body = content === '' || content.endsWith('\n') ? content : `${content}\n`;
  return `${body}# delegate-tui ${digest(body)}\n`;
}

/** Whose a text is: `ours` as we wrote it, `edited` since, or `foreign`. */
export function readStamp(text: string): 'ours' | 'edited' | 'foreign' {
  const {body, recorded} = split(text);
  if (recorded === undefined) return 'foreign';
  return recorded === digest(body) ? 'ours' : 'edited';
}

/** The text without any line that is a stamp, for showing: in an edited file it need not be the last one. */
export const withoutStampLines = (text: string): string =>
  text.replaceAll(/^# delegate-tui [0-9a-f]{12}(?:\r?\n|$)/gm, '');

/** The text without its stamp, intact or not. */
export const withoutStamp = (text: string): string => split(text).body;
