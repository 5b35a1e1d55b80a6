import {PATTERNS} from '../patterns.ts';
import {sanitiseLine} from '../text.ts';
import {textAt} from './json.ts';

/** Source: Kubernetes docs, "Object names and IDs"; apimachinery, validation of custom kinds and of path segments. */
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const KIND = /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
const API_VERSION = new RegExp(
  String.raw`^(?:(?=[^/]{1,253}/)${LABEL}(?:\.${LABEL})*/)?[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$`,
);
/** RBAC takes the most: capitals and colons, too. What begins with a dash would be an option of a command line. */
const NAME = /^(?!-)(?!\.{1,2}$)[^\s/%\p{C}\p{Z}]+$/u;

const FIELDS: readonly (readonly [path: readonly string[], grammar: RegExp])[] = [
  [['apiVersion'], API_VERSION],
  [['kind'], KIND],
  [['metadata', 'name'], NAME],
  [['metadata', 'namespace'], PATTERNS.dnsLabel],
];

const SHOWN_LENGTH = 60;

/**
 * What no API server would take among the words that name an object: `kind is "--server"`, safe to print. Such
 * words also end up in command lines and addresses. `undefined` when all is well; what is missing is not its matter.
 */
export function wrongName(value: unknown): string | undefined {
  for (const [path, grammar] of FIELDS) {
    const text = textAt(value, ...path);
    if (text && !grammar.test(text)) return `${path.join('.')} is ${shown(text)}`;
  }
  return undefined;
}

function shown(text: string): string {
  const visible = sanitiseLine(text, {maxLength: text.length});
  const word = JSON.stringify(sanitiseLine(visible, {maxLength: SHOWN_LENGTH}));
  return visible === text ? word : `${word} with characters that cannot be shown`;
}
