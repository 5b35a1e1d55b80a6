import {redactPatterns} from '../deploy/redact-patterns.ts';
import {sanitiseLine} from '../text.ts';

/** Docker Hub tells account and token of whoever hit the limit. Source: its pull rate limit message. */
const RATE_LIMIT_ACCOUNT = /(reached your(?: \w+)? pull rate limit) as [^\s:,]+(?::\s*[^\s,]+)?/gi;
const MAX_LENGTH = 600;

/**
 * Words of the cluster as one line that is safe to print, without the credentials that such messages are
 * known to carry. Secrets that are known by value are cut by whoever knows them.
 */
export const evidenceText = (text: string, maxLength: number = MAX_LENGTH): string =>
  sanitiseLine(
    redactPatterns(sanitiseLine(text, {maxLength: maxLength * 2}).replace(RATE_LIMIT_ACCOUNT, '$1')).trim(),
    {maxLength},
  );
