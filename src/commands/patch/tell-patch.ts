import type {Arguments} from '../../args.ts';
import {printLines, printWhole, type Io} from '../../console/io.ts';
import {isError, jsonLine} from '../../console/tell-problems.ts';
import {editLines, maskedFileDiff} from '../../domain/patch/patch-lines.ts';
import {nextLine, type FilePlan} from '../../domain/patch/plan-file.ts';
import type {Input} from './read-input.ts';

/** A plan that can be carried out. */
export type Planned = Extract<FilePlan['plan'], {state: 'planned'}> & Pick<FilePlan, 'install'>;

/** One run of the command, on one file. */
export interface PatchRun {
  readonly args: Arguments;
  readonly io: Io;
  readonly input: Input;
}

/** Where lines go: standard output holds the manifest when that came from standard input. */
const printerOf = ({io, input}: PatchRun) => (input.file === '-' ? io.err : io.out);

/** Every edit and why, then the diff. */
export function tellPlan({edits, text, delegate, install}: Planned, run: PatchRun): void {
  const {args, io, input} = run;
  const diff = maskedFileDiff(input.text, text, install);
  const lines = diff.lines.map((line) => line.text);
  if (args.options.json) {
    for (const {where, ...edit} of edits) io.out(jsonLine({type: 'edit', ...where, ...edit}));
    io.out(jsonLine({type: 'diff', added: diff.added, removed: diff.removed, lines}));
    return;
  }
  const {name, namespace} = delegate;
  const who = `${name === '' ? 'The delegate' : `Delegate ${name}`}${namespace === '' ? '' : ` in namespace ${namespace}`}`;
  const count = edits.length === 1 ? '1 edit' : `${edits.length} edits`;
  printLines(printerOf(run), [
    `${who}: ${edits.length === 0 ? 'nothing to edit' : count}.`,
    ...editLines(edits),
  ]);
  printWhole(printerOf(run), lines.length > 0 ? ['', ...lines, ''] : []);
}

export interface End {
  /** Lines for people. */
  readonly says: readonly string[];
  /** Paths. */
  readonly written?: string;
  readonly backup?: string;
  /** The result, where it is written to no file. */
  readonly text?: string;
}

/** How it ended. */
export function tellEnd(run: PatchRun, {says, ...facts}: End): void {
  const {io, args} = run;
  if (args.options.json) io.out(jsonLine({type: 'done', ...facts, says}));
  else printLines(printerOf(run), says);
}

const MAX_NAMED = 4;

/** What keeps the delegate from working, by name: `ACCOUNT_ID of Deployment east`. None when nothing does. */
export function notReady({findings}: Pick<Planned, 'findings'>): string | undefined {
  const names = [...new Set(findings.filter(isError).map(({field}) => shortName(field)))];
  if (names.length === 0) return undefined;
  const more = names.length - MAX_NAMED;
  return `${names.slice(0, MAX_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

/** A variable goes by its own name, everything else by its whole path. */
const shortName = (field: string): string =>
  field.replace(/^(\S+ \S+) \S+\.env\[([^\]]+)\](?:\.value)?$/, '$2 of $1');

/**
 * What to do now; while something keeps the delegate from working, that and no apply. `file` is a shell word.
 */
export function next(plan: Planned, file: string): string[] {
  const missing = notReady(plan);
  if (missing === undefined) return [nextLine(plan.install, file)];
  return [
    `Not ready yet: ${missing}.`,
    `Next: mend that as told above, then look again: npx delegate-tui patch ${file} --check`,
  ];
}
