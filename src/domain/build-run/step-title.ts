import {redactPatterns} from '../deploy/redact-patterns.ts';
import {sanitiseLine} from '../text.ts';

const MAX_LENGTH = 70;
const MAX_NAMES = 3;

/** Names in a generated RUN: `begin 'kubectl 1.35.3' …` */
const namesAfter = (word: string, text: string): string[] =>
  [...text.matchAll(new RegExp(`(?:^|[;\\s])${word} (?:'([^']+)'|([\\w.@+-]+))(?= |;|$)`, 'g'))].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );

function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What a RUN of a generated Dockerfile is for: how it is known, and how it is called. */
const KNOWN: readonly ((script: string) => string | undefined)[] = [
  (script) => (script.includes('load_certificates.sh') ? 'Certificates' : undefined),
  (script) => {
    const tools = script.includes('check() {') ? namesAfter('check', script) : [];
    return tools.length > 0
      ? `Ask ${tools.length === 1 ? '1 tool' : `${tools.length} tools`} for its version`.replace(
          /tools for its/,
          'tools for their',
        )
      : undefined;
  },
  (script) => {
    const tools = namesAfter('begin', script);
    return tools.length > 0 ? `Tools: ${listed(tools)}` : undefined;
  },
  (script) => {
    const words = /microdnf install ((?:[^\s;]+\s*)+)/.exec(script)?.[1]?.trim().split(/\s+/) ?? [];
    const packages = words.filter((word) => !word.startsWith('-'));
    return packages.length > 0 ? `Packages: ${listed(packages)}` : undefined;
  },
];

/** A Dockerfile instruction as a builder repeats it -> a short line for people, safe to print, no credential in it. */
export function stepTitle(instruction: string): string {
  const [, word = '', rest = ''] = /^\s*(\w+)\s*([^]*)$/.exec(instruction) ?? [];
  const title = titleOf(word.toUpperCase(), rest.trim()) ?? instruction;
  // Cut last: half a credential looks like none.
  const whole = sanitiseLine(title.replaceAll(/\s+/g, ' '), {maxLength: Number.POSITIVE_INFINITY});
  return sanitiseLine(redactPatterns(whole), {maxLength: MAX_LENGTH}).trim();
}

function titleOf(word: string, rest: string): string | undefined {
  if (word === 'FROM') return `Base image ${rest}`;
  if (word !== 'RUN') return undefined;
  for (const known of KNOWN) {
    const title = known(rest);
    if (title !== undefined) return title;
  }
  return undefined;
}
