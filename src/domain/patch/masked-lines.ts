import {isPlaceholder} from '../token.ts';

/** `delegateToken: x`, `upgrader_token = "x"` */
const SECRET_LINE =
  /^(\s*(?:-\s+)?["']?([\w.-]{0,80}(?:token|password|secret|passphrase)\w{0,80})["']?\s*[:=]\s*)(\S.*)$/i;
/** Longer values are no placeholders. */
const MAX_SLOT = 200;
/** Keys that only name a Secret. */
const NAMES_ONLY = /^existing|(?:name|ref|pullSecret)$/i;

/**
 * A values file or Terraform with the values of secrets as `***`, also those of several lines; empty values and
 * placeholders stay.
 */
export function maskedLines(text: string): string {
  /** Decides whether a line still belongs to the secret above it. */
  let belongs: (line: string) => boolean = () => false;
  return text
    .split('\n')
    .map((line) => {
      if (belongs(line)) return line.replace(/\S.*/, '***');
      const end = line.endsWith('\r') ? '\r' : '';
      const [, front = '', key = '', value = ''] = SECRET_LINE.exec(line.trimEnd()) ?? [];
      belongs = below(front, value);
      const bare = value
        .slice(0, MAX_SLOT)
        .replace(/\s+(?:#|\/\/).*$/, '')
        .replaceAll(/^["']|["'],?$/g, '');
      return value === '' || NAMES_ONLY.test(key) || isPlaceholder(bare) ? line : `${front}***${end}`;
    })
    .join('\n');
}

function below(front: string, value: string): (line: string) => boolean {
  const marker = /^<<-?\s*"?(\w+)/.exec(value)?.[1];
  if (marker !== undefined) {
    let open = true;
    return (line) => (open &&= line.trim() !== marker);
  }
  if (!/^[|>]/.test(value)) return () => false;
  const indent = /^\s*/.exec(front)?.[0].length ?? 0;
  return (line) => line.trim() === '' || (/^\s*/.exec(line)?.[0].length ?? 0) > indent;
}
