import type {PartialAnswers} from '../answers.ts';
import {checkAnswers, type Today} from '../check-answers.ts';
import {isPlainObject, mergeAnswers, mergeDeep, type Layers} from '../merge.ts';
import {maskedFile} from '../patch/patch-lines.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {planFile, type FilePlan} from '../patch/plan-file.ts';
import {answerAt, nested} from '../value-at.ts';
import type {ExistingFile, FileFix} from './existing-file.ts';
import {remembering} from './remembering.ts';

/** A file together with the answers as they are when nobody changes one: what differs later was asked for. */
export interface FilledFile {
  readonly file: ExistingFile;
  readonly filled: PartialAnswers;
  /** What the person wants done beside what the answers ask for. */
  readonly fixes?: Readonly<Partial<Record<FileFix, boolean>>>;
  /** What a patch would do to it. */
  readonly plan: (wishes: PatchWishes) => FilePlan['plan'];
  /** The text that it would become, secrets hidden. */
  readonly shown: (content: string) => string;
}

/** What only the file says, where it says it: its own words for these are never changed. */
const DECIDED = ['delegate.name', 'delegate.namespace', 'delegate.accountId', 'delegate.managerUrl'] as const;

/** True for an answer that the file gives and that no edit changes. */
export const isDecided = ({given}: ExistingFile, path: string): boolean =>
  (DECIDED as readonly string[]).includes(path) && answerAt(given, path) !== undefined;

/** Flags that say otherwise than the file, where only the file counts. */
export const contradicted = ({given}: ExistingFile, flags: unknown): string[] =>
  DECIDED.filter((path) => {
    const [mine, theirs] = [answerAt(flags, path), answerAt(given, path)];
    return mine !== undefined && theirs !== undefined && mine !== theirs;
  });

/** The answers that decide themselves by the file. */
function decisions({given, install, waitsForToken}: ExistingFile): unknown {
  const words = DECIDED.filter((path) => answerAt(given, path) !== undefined).map((path) =>
    nested(path, answerAt(given, path)),
  );
  const token = waitsForToken ? [] : [nested('delegate.token', given.delegate?.token ?? {from: 'later'})];
  return [nested('delegate.install', install), ...words, ...token].reduce(mergeDeep, {});
}

/**
 * Answers from a file, above preferences and preset and below flags, except for what the file alone decides.
 * What does not hold as an answer is left out.
 */
export function fillAnswers(
  layers: Layers,
  {file, today}: {readonly file: ExistingFile; readonly today: Today},
): {readonly answers: PartialAnswers; readonly existing: FilledFile} {
  const {flags: _flags, addTools: _tools, ...below} = layers;
  const given = usable(below, {file, today});
  const own = {...file, given};
  const decided = decisions(own);
  const filled = (all: Layers): PartialAnswers =>
    mergeDeep(mergeAnswers({...all, existing: given}), decided) as PartialAnswers;
  return {answers: filled(layers), existing: {file: own, filled: filled(below), ...lookingAt(own, today)}};
}

/** Looked at again and again while nothing changes, so what was found out last is kept. */
function lookingAt(
  {path, text, install, delegate}: ExistingFile,
  today: Today,
): Pick<FilledFile, 'plan' | 'shown'> {
  const request = {text, file: path, today, ...(delegate === undefined ? {} : {delegate})};
  return {
    plan: remembering((wishes: PatchWishes) => planFile({...request, wishes}).plan),
    shown: remembering((content: string) => maskedFile(text, content, install).after),
  };
}

/** Without answers that their checks refuse: nothing asks for them, so nobody could mend them. */
function usable(
  layers: Layers,
  {file, today}: {readonly file: ExistingFile; readonly today: Today},
): PartialAnswers {
  const {problems} = checkAnswers(mergeAnswers({...layers, existing: file.given}), {today});
  const wrong = problems.filter(
    ({severity, field}) => severity === 'error' && field !== '' && answerAt(file.given, field) !== undefined,
  );
  return wrong.reduce<unknown>(
    (given, {field}) => without(given, field.split('.')),
    file.given,
  ) as PartialAnswers;
}

function without(tree: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (!isPlainObject(tree)) return tree;
  const {[key]: old, ...others} = tree;
  return rest.length === 0 || !isPlainObject(old) ? others : {...tree, [key]: without(old, rest)};
}
