import {redactPatterns} from '../../domain/deploy/redact-patterns.ts';
import {redactSecrets, sanitiseLines} from '../../domain/text.ts';

const KEPT_BYTES = 8 * 1024;

/** The end of what a program wrote to its standard error. */
export interface ErrorText {
  push(bytes: Uint8Array): void;
  /** Lines that are safe to print: at most the last 8 kB, secrets taken out. */
  text(): string;
}

/** Keeps twice of what it shows: a secret that was cut in the middle is not recognised, and falls away. */
export function errorText(secrets: readonly string[]): ErrorText {
  let kept = Buffer.alloc(0);
  return {
    push(bytes) {
      kept = Buffer.concat([kept, bytes]).subarray(-2 * KEPT_BYTES);
    },
    text() {
      return safeText(kept.toString('utf8'), secrets);
    },
  };
}

/** Text of another program as lines that are safe to print: secrets taken out, at most the last 8 kB. */
export function safeText(text: string, secrets: readonly string[]): string {
  const clean = (dirty: string) => redactPatterns(redactSecrets(dirty, secrets));
  // Once more after sanitising: control characters may have stood inside a secret.
  const lines = sanitiseLines(clean(text).slice(-KEPT_BYTES));
  return clean(lines.join('\n')).trim();
}
