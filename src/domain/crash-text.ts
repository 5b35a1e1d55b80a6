import {redactPatterns} from './deploy/redact-patterns.ts';
import {redactSecrets, sanitiseLine} from './text.ts';

/** Around an error of ours. None of it is what a person typed. */
export interface CrashFacts {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  /** The word of the command. */
  readonly command: string;
  /** RFC 3339. */
  readonly time: string;
}

const MAX_CAUSES = 3;
const MAX_FRAMES = 30;
const HIDDEN = '‹…›';

/** `at name (/a/path/file.js:1:2)` or `at /a/path/file.js:1:2`. */
const FRAME = /^\s*at (?:(.*) \()?([^()]*)\)?$/;
/** Names as programs have them: `toSorted`, `run`. A credential of this shape would be a rare one. */
const IDENTIFIER = /^[A-Za-z]?[a-z]{0,14}(?:[A-Z][a-z]{1,14}){0,4}$/;
const LONG_WORD = /[^\s'"`(){}[\],;:<>]{12,}/g;

/**
 * What an error of ours says without what it may quote: answers, files and words of a cluster. Whatever stands in
 * quotes goes, unless it is a name in a program; known secrets go, and so do long words that are none. One line.
 */
export function crashMessage(message: string, secrets: readonly string[] = []): string {
  const redact = (text: string) => redactPatterns(redactSecrets(text, secrets));
  // Once more after sanitising: invisible characters may have stood inside a secret.
  const bare = redact(sanitiseLine(redact(message), {maxLength: Number.POSITIVE_INFINITY}))
    .replace(/"[^]*"/, `"${HIDDEN}"`)
    .replace(/\bReceived [^]*/, `Received ${HIDDEN}`)
    .replace(/'([^']*)'/g, (quoted, word: string) => (IDENTIFIER.test(word) ? quoted : `'${HIDDEN}'`));
  return sanitiseLine(bare, {maxLength: 300}).replace(LONG_WORD, (word) =>
    word.split('.').every((part) => IDENTIFIER.test(part)) ? word : HIDDEN,
  );
}

/** Where an error comes from: names of functions, and of files without their directories. */
function frames(stack: string): string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const match = FRAME.exec(line);
      if (match === null) return [];
      const [, name = '', place = ''] = match;
      const file = place.split(/[/\\]/).at(-1) ?? '';
      return [sanitiseLine(`    at ${name === '' ? file : `${name} (${file})`}`, {maxLength: 160})];
    })
    .slice(0, MAX_FRAMES);
}

/** An error and what caused it, as it may be written down: safe to print, and to send to somebody. */
export function crashText(error: unknown, facts: CrashFacts, secrets: readonly string[] = []): string {
  const {version, node, platform, command, time} = facts;
  const lines = [`delegate-tui ${version}, Node ${node}, ${platform}`, `${time}, command ${command}`];
  let current: unknown = error;
  for (let depth = 0; depth <= MAX_CAUSES && current !== undefined; depth++) {
    const {name, message, stack, cause} = partsOf(current);
    lines.push('', `${crashMessage(name, secrets)}: ${crashMessage(message, secrets)}`, ...frames(stack));
    current = cause;
  }
  return `${lines.join('\n')}\n`;
}

/** Whatever was thrown. */
function partsOf(error: unknown): {name: string; message: string; stack: string; cause: unknown} {
  if (!(error instanceof Error))
    return {name: typeof error, message: String(error), stack: '', cause: undefined};
  const {name, message, stack = '', cause} = error;
  // The message comes first in it, and may look like a frame itself.
  const from = stack.indexOf(message);
  return {name, message, stack: from === -1 ? stack : stack.slice(from + message.length), cause};
}
