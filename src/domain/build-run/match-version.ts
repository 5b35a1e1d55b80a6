import {findTool} from '../catalogue/tools.ts';
import type {CheckedTool} from './tool-check-script.ts';

/** A number with dots, not that of Go, which many programs print beside their own. */
const VERSION_WORD = /(?<![\d.]|\bgo)v?(\d+(?:\.\d+)+)/g;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The version as a word of its own: 1.8.1 is in `jq-1.8.1` and in `v1.8.1+g12`, not in 1.8.10 or 1.8.1-rc.1. */
function asWord(version: string): RegExp {
  const before = /^\d+\.\d/.test(version) ? String.raw`(?<!\d|\d\.|\bgo)` : String.raw`(?<!\w)v?`;
  return new RegExp(`${before}${escaped(version)}${AFTER}`);
}

const AFTER = String.raw`(?!\.?\d|-?(?:rc|alpha|beta))`;

/**
 * Whether what a tool printed is the version asked for. `unknown` when none was asked for, or when what it
 * prints holds no version to compare with.
 */
export function matchVersion(
  {name, version, source}: Pick<CheckedTool, 'name' | 'version' | 'source'>,
  printed: string,
): boolean | 'unknown' {
  if (version === '') return 'unknown';
  if (holds(printed, version)) return true;
  const words = [...printed.matchAll(VERSION_WORD)].map(([, word = '']) => word);
  if (source === 'package' && words.some((word) => beginsWith(word, version))) return true;
  const comparable = /^\d+\.\d/.test(version) && findTool(name)?.printsVersion !== false;
  return comparable && words.length > 0 ? false : 'unknown';
}

/** The line that holds the version; else the first with any version; else the first that is not blank. */
export function tellingLine(lines: readonly string[], version: string): string | undefined {
  const full = lines.filter((line) => line.trim() !== '');
  return (
    full.find((line) => version !== '' && holds(line, version)) ??
    full.find((line) => line.search(VERSION_WORD) >= 0) ??
    full[0]
  );
}

function holds(text: string, version: string): boolean {
  return asWord(version).test(text);
}

/** `6.00` begins with 6.0, and 2.47.3 with 2.47-1.el9: packages add a release of their own. */
function beginsWith(word: string, version: string): boolean {
  const numbers = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number);
  const have = numbers(word);
  return numbers(version).every((number, index) => have[index] === number);
}
