import type {PartialAnswers} from '../domain/answers.ts';
import {isPlainObject} from '../domain/merge.ts';
import {answer} from './answering.ts';
import {getAt} from './paths.ts';
import type {WizardState} from './state.ts';

/** One entry of `answers.tools`, whatever its form. */
export interface ToolEntry {
  /** Position in the list of answers. */
  readonly index: number;
  readonly name: string;
  readonly version?: string;
  readonly raw: unknown;
}

function readEntry(raw: unknown, index: number): ToolEntry[] {
  if (typeof raw === 'string') {
    const [name = '', version] = raw.split('@', 2);
    return [{index, name, raw, ...(version === undefined ? {} : {version})}];
  }
  if (!isPlainObject(raw)) return [];
  const {name, version} = raw;
  if (typeof name !== 'string') return [];
  return [{index, name, raw, ...(typeof version === 'string' ? {version} : {})}];
}

const listAt = (answers: PartialAnswers, path: string): readonly unknown[] => {
  const list = getAt(answers, path);
  return Array.isArray(list) ? list : [];
};

/** The entries of a tool, or of all tools. What cannot be read is left to the checks. */
export const toolEntries = (answers: PartialAnswers, name?: string): ToolEntry[] =>
  listAt(answers, 'tools')
    .flatMap(readEntry)
    .filter((entry) => name === undefined || entry.name === name);

export const customTools = (answers: PartialAnswers): ToolEntry[] =>
  listAt(answers, 'customTools').flatMap(readEntry);

/** What is ticked by feature, as it stands in the answers. */
export const chosenFeatures = (answers: PartialAnswers): readonly unknown[] => listAt(answers, 'features');

/** Ticks or unticks. What is unticked is kept aside and comes back as it was. `path`: `tools` or `customTools`. */
export function toggleEntries(state: WizardState, path: 'tools' | 'customTools', name: string): WizardState {
  const list = listAt(state.answers, path);
  const mine = list.flatMap(readEntry).filter((entry) => entry.name === name);
  const key = `${path}:${name}`;
  if (mine.length === 0) return answer(state, path, [...list, ...(state.unticked[key] ?? [name])]);
  const indexes = mine.map((entry) => entry.index);
  return {
    ...answer(
      state,
      path,
      list.filter((_, index) => !indexes.includes(index)),
    ),
    unticked: {...state.unticked, [key]: mine.map((entry) => entry.raw)},
  };
}

interface VersionsInput {
  readonly name: string;
  /** What is installed when an entry names no version. */
  readonly fallback?: string;
  readonly versions: readonly string[];
}

/** Makes these the versions of a tool. Entries that stay keep their checksum; the place in the list is kept. */
export function setVersions(state: WizardState, {name, fallback, versions}: VersionsInput): WizardState {
  const list = listAt(state.answers, 'tools');
  const mine = toolEntries(state.answers, name);
  const versionOf = (entry: ToolEntry) => entry.version ?? fallback;
  const kept = mine.filter((entry) => versions.includes(versionOf(entry) ?? ''));
  const added = versions.filter((version) => !mine.some((entry) => versionOf(entry) === version));
  const next = [...kept.map((entry) => entry.raw), ...added.map((version) => `${name}@${version}`)];
  const at = mine[0]?.index ?? list.length;
  const others = (from: number, to: number) =>
    list.slice(from, to).filter((_, index) => !mine.some((entry) => entry.index === from + index));
  return answer(state, 'tools', [...others(0, at), ...next, ...others(at, list.length)]);
}

/** The pinned checksum of a tool's only entry. */
export const checksumOf = (entry: ToolEntry, arch: 'amd64' | 'arm64'): string => {
  const sums = isPlainObject(entry.raw) ? entry.raw['sha256'] : undefined;
  const sum = isPlainObject(sums) ? sums[arch] : undefined;
  return typeof sum === 'string' ? sum : '';
};

interface ChecksumInput {
  readonly entry: ToolEntry;
  readonly arch: 'amd64' | 'arm64';
  /** Empty takes the pin away. */
  readonly text: string;
}

export function pinChecksum(state: WizardState, {entry, arch, text}: ChecksumInput): WizardState {
  const whole = isPlainObject(entry.raw)
    ? entry.raw
    : {name: entry.name, ...(entry.version === undefined ? {} : {version: entry.version})};
  const {sha256, ...rest} = whole;
  const {[arch]: _old, ...others} = isPlainObject(sha256) ? sha256 : {};
  const sums = text.trim() === '' ? others : {...others, [arch]: text.trim()};
  const raw = Object.keys(sums).length === 0 ? rest : {...rest, sha256: sums};
  return answer(
    state,
    'tools',
    listAt(state.answers, 'tools').map((old, index) => (index === entry.index ? raw : old)),
  );
}
