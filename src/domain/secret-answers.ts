import type {PartialAnswers} from './answers.ts';
import {redactPatterns} from './deploy/redact-patterns.ts';
import {isPlainObject} from './merge.ts';
import {optionSecrets} from './option-secrets.ts';
import {isNamedSecret, isSecretValue} from './secret-values.ts';

/** Maps of free names and texts. */
const NAMED = ['delegate.env', 'build.settings'];
/** What a shell looks up elsewhere: `$NAME`, `${NAME}`, `$(command)`. */
const LOOKED_UP = /\$(?:\w+|\([^()]*\)|\{[^{}]*\})/g;
/** Stands for that. Too short to be taken for a secret. */
const ELSEWHERE = '$()';
/** `NAME=value`, `"name":"value"`, not `host:5000`; bounded, so that hostile text does not make it slow. */
const SETTING =
  /(?<![\w.])([A-Za-z_][\w.-]{0,200})["']?[ \t]{0,4}(?:=|:(?=["' \t]))[ \t]{0,4}(?=["']?([^\s"';&|]{1,200}))/g;
/** What comes from elsewhere or is a path, with all that stands behind it; and words: `basic utilities`. */
const NO_VALUE =
  /([=:]["']?)(?:\$\(\)|\/(?!\/))[^\s"',;]*|\b(?:[Bb]asic|[Bb]earer) {1,4}[a-z]+(?![\w.~+/=-])/g;
/** In prose a word follows, in a setting the line ends. */
const ENDS = /^[ \t]*(?:[,}\]#]|\r?\n|$)/;
const ENDS_WITHIN = 40;

/** Whether a value stands under the name of a secret here. */
function isSetting(text: string, {index, 0: front, 1: name = '', 2: value = ''}: RegExpExecArray): boolean {
  if (!isNamedSecret(name) || !isSecretValue(value)) return false;
  if (front.includes('=')) return true;
  const at = index + front.length;
  const isQuoted = /["']/.test(text.charAt(at));
  return isQuoted || ENDS.test(text.slice(at + value.length, at + value.length + ENDS_WITHIN));
}

/** True for a text in which a value stands under the name of a secret, or that looks like a credential. */
const holdsSecret = (text: string): boolean =>
  redactPatterns(text) !== text ||
  Array.from(text.matchAll(SETTING)).some((match) => isSetting(text, match)) ||
  optionSecrets(text).length > 0;

/** The same for an answer, which may itself be named like a secret. */
function isSecret(answer: string, name: string | undefined): boolean {
  const own = answer.replace(LOOKED_UP, () => ELSEWHERE);
  return (
    holdsSecret(own.replace(NO_VALUE, '$1')) ||
    (name !== undefined && isNamedSecret(name) && isSecretValue(own))
  );
}

/** Answers without those that may hold a secret, and the paths of these. */
interface Sifted {
  readonly answers: PartialAnswers;
  /** `delegate.initScript`, `delegate.env.NEXUS_PASSWORD`; of what stands in a list, the entry: `customTools.0`. */
  readonly left: readonly string[];
}

/** Tells answers that may hold a secret from the others, so far as names and looks go. */
export function withoutSecretAnswers(answers: PartialAnswers): Sifted {
  const left: string[] = [];
  const isLeft = (node: unknown, name?: string): boolean => {
    if (typeof node === 'string') return isSecret(node, name);
    if (Array.isArray(node)) return node.some((item) => isLeft(item));
    return isPlainObject(node) && Object.values(node).some((value) => isLeft(value));
  };
  const sifted = (node: unknown, path: string): unknown => {
    const keeps = (item: unknown, here: string, name?: string): boolean => {
      if (!isLeft(item, name)) return true;
      left.push(here);
      return false;
    };
    if (Array.isArray(node)) return node.filter((item, index) => keeps(item, `${path}.${index}`));
    if (!isPlainObject(node)) return node;
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, value]) => {
        const here = path === '' ? key : `${path}.${key}`;
        // Words for people.
        if (key === 'description') return [[key, value]];
        if (typeof value !== 'string') return [[key, sifted(value, here)]];
        return keeps(value, here, NAMED.includes(path) ? key : undefined) ? [[key, value]] : [];
      }),
    );
  };
  return {answers: sifted(answers, '') as PartialAnswers, left};
}

const MAX_NAMED = 3;

/** Paths of answers in a sentence. */
export function namedAnswers(paths: readonly string[]): string {
  const more = paths.length - MAX_NAMED;
  return `${paths.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
