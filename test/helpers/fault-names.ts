import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {PROJECT_DIRECTORY} from './fault-page.ts';

/** How tests of a file are named: texts, and patterns where a part of the name comes from a table. */
interface Names {
  readonly patterns: readonly RegExp[];
  /** The file, and what lies in its directory and below: that is where tables are. */
  readonly sources: string;
}

const CALL = /\b(?:test|it)\(\s*(?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`|([^'`\s][^,\n]*),)/g;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
/** A literal as the program sees it. */
const unquoted = (literal: string): string => literal.replaceAll(/\\(.)/g, '$1');

function sourcesBelow(directory: string): string {
  return readdirSync(directory, {recursive: true, encoding: 'utf8'})
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n');
}

function namesIn(file: string): Names {
  const path = join(PROJECT_DIRECTORY, 'test', file);
  if (!existsSync(path)) return {patterns: [], sources: ''};
  const text = readFileSync(path, 'utf8');
  const patterns = [...text.matchAll(CALL)].map(([, literal, template]) => {
    if (literal !== undefined) return new RegExp(`^${escaped(unquoted(literal))}$`, 's');
    if (template === undefined) return /^(.+)$/s;
    const parts = unquoted(template).split(/\$\{(?:[^{}`]|`[^`]*`|\{[^}]*\})*\}/);
    return new RegExp(`^${parts.map(escaped).join('(.+)')}$`, 's');
  });
  return {patterns, sources: sourcesBelow(dirname(path))};
}

const known = new Map<string, Names>();

/**
 * Whether a file has a test of that name. `…` stands for any words. What a table brings into a name has to stand in a
 * table, as a text.
 */
export function hasTest(file: string, name: string): boolean {
  const names = known.get(file) ?? namesIn(file);
  known.set(file, names);
  const isInTable = (word: string): boolean =>
    word
      .split('…')
      .map((part) => part.replaceAll(/^[\s:"]+|[\s:"]+$/g, ''))
      .every(
        (part) =>
          part === '' ||
          [`'${part}'`, `"${part}"`, `\`${part}\``].some((text) => names.sources.includes(text)),
      );
  return names.patterns.some((pattern) => {
    const match = pattern.exec(name);
    if (match === null) return isBeginning(name, pattern);
    return match.slice(1).every(isInTable);
  });

  /** `dns: …` for what is made of a table’s words: the words before are in the table. */
  function isBeginning(wanted: string, pattern: RegExp): boolean {
    if (!wanted.endsWith('…') || !pattern.source.includes('(.+)')) return false;
    const loose = new RegExp(`${pattern.source.slice(0, pattern.source.indexOf('(.+)'))}(.+)`, 's');
    const [, first] = loose.exec(wanted) ?? [];
    return first !== undefined && isInTable(first);
  }
}
