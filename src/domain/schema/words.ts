import * as v from 'valibot';
import {PATTERNS} from '../patterns.ts';

/** A string that matches one of our grammars; `expected` completes "must be …". */
export const word = (pattern: RegExp, expected: string) =>
  v.pipe(v.string(`must be text (${expected})`), v.regex(pattern, `must be ${expected}`));
export const choice = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `must be one of: ${values.join(', ')}`);
export const yesNo = () => v.boolean('must be true or false');
export const count = (min: number, max: number) =>
  v.pipe(
    v.number(`must be a whole number from ${min} to ${max}`),
    v.integer(`must be a whole number from ${min} to ${max}`),
    v.minValue(min, `must be a whole number from ${min} to ${max}`),
    v.maxValue(max, `must be a whole number from ${min} to ${max}`),
  );
export const line = () => word(PATTERNS.oneLine, 'one line of at most 512 characters without control characters');
export const strings = (item: ReturnType<typeof word>) => v.array(item, 'must be a list');
export const map = (key: ReturnType<typeof word>, value: ReturnType<typeof word>) =>
  v.pipe(
    v.record(key, value, 'must be a mapping of text to text'),
    v.check((input) => !Array.isArray(input), 'must be a mapping of text to text'),
  );
export const version = () => word(PATTERNS.toolVersion, 'a version such as 1.33.1');
export const sha256 = () => word(PATTERNS.sha256, '64 hexadecimal digits');
export const httpsUrl = () => word(PATTERNS.httpsUrl, 'an https:// address without blanks or quotes');
export const dnsName = () =>
  word(PATTERNS.dnsSubdomain, 'a Kubernetes name: lower-case letters, digits, dashes and dots');

