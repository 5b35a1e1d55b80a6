import {findValues} from '../helm/find-values.ts';
import {isPlaceholder} from '../token.ts';
import {HIDDEN} from './install-patch.ts';

/** Keys of values and variables of the module that hold a secret. */
const SECRET_KEYS: readonly string[] = ['delegateToken', 'upgraderToken', 'proxyUser', 'proxyPassword'];

/** `delegate_token = "…"` and the like, up to the end of the line. */
const ASSIGNED =
  /^([ \t]*["']?(?:delegate_?token|upgrader_?token|proxy_?user|proxy_?password)["']?[ \t]*[:=][ \t]*)("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#"'][^\s#]*)/gim;

/** What stands on the right without being a secret: an expression, a call, nothing. */
const NO_SECRET = /^(?:["']{2}|var\..*|local\..*|data\..*|[a-z_]+\(.*|null|[|>][+-]?\d*)$/i;

/**
 * A values file or a Terraform file for showing: tokens and proxy logins stand there as a word. Placeholders and
 * references stay, they are no secrets. Never throws.
 */
export function maskedInstallText(text: string): string {
  const written = findValues(text).flatMap(({values}) =>
    SECRET_KEYS.map((key) => values[key]).filter(
      (value): value is string =>
        typeof value === 'string' && value.trim().length > 3 && !isPlaceholder(value),
    ),
  );
  // A secret in a block of several lines is found by its text alone.
  const lines = written.flatMap((value) => value.split('\n')).filter((line) => line.trim().length > 3);
  const masked = lines.reduce((result, line) => result.replaceAll(line.trim(), HIDDEN), text);
  return masked.replaceAll(ASSIGNED, (all, front: string, value: string) =>
    NO_SECRET.test(value) || isPlaceholder(value.replaceAll(/^["']|["']$/g, '')) ? all : `${front}${HIDDEN}`,
  );
}
