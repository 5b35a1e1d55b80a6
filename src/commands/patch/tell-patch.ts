import type {Arguments} from '../../args.ts';
import {printLines, type Io} from '../../io.ts';
import {isError, jsonLine} from '../../tell-problems.ts';
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
    ...(lines.length > 0 ? ['', ...lines, ''] : []),
  ]);
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

/** What to do now; what keeps the delegate from working comes before the apply. `file` is a shell word. */
export const next = ({findings, install}: Planned, file: string): string[] => [
  ...(findings.some(isError) ? ['Mend what is marked wrong above first.'] : []),
  nextLine(install, file),
];
