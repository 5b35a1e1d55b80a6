import type {Arguments} from '../args.ts';
import type {Today} from '../domain/check-answers.ts';
import type {Problem} from '../domain/problem.ts';
import {sanitiseLine} from '../domain/text.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines, type Io} from '../console/io.ts';
import {couldCreate, couldReplace, createText, replaceText} from '../services/replace-text.ts';
import {shellPath} from '../console/shell-quote.ts';
import {isError, tellProblems} from '../console/tell-problems.ts';
import {planFile} from '../domain/patch/plan-file.ts';
import {readInput} from './patch/read-input.ts';
import {readWishes} from './patch/read-wishes.ts';
import {next, notReady, tellEnd, tellPlan, type PatchRun, type Planned} from './patch/tell-patch.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

/** Codes of findings about a file that has no image of the user's. */
const NO_IMAGE = ['harness-image', 'image-open'];
const IMAGE_MISSING: Problem = {
  field: 'image',
  code: 'missing',
  severity: 'error',
  message:
    'is not given, and the file names none of yours: the image to run, or --image-repository and --image-tag',
  flag: '--image',
};
const READ_TWICE: Problem = {
  field: 'command',
  code: 'conflict',
  severity: 'error',
  message: 'standard input is read once; give a file for the manifest, the token or the preset',
};

/**
 * Patches a manifest that people have, or values of the Helm chart, or Terraform: shows every edit and why, what
 * else should be known, and the diff, and writes the file in place, with a backup. Ends with 1 when `--check`
 * finds that edits are needed or the delegate cannot work, and when not every edit can be made; then nothing is written.
 *
 * @throws UserError when the preset cannot be read or a file cannot be written
 */
export async function runPatch(run: Run): Promise<ExitCode> {
  const {args, io, today} = run;
  const {json, delegate, preset, tokenFile} = args.options;
  const [file = ''] = args.operands;
  const refuse = (problems: readonly Problem[]): ExitCode => {
    tellProblems(problems, {io, json});
    if (!json) printLines(io.err, ['Nothing was written: mend what is named above and try again.']);
    return EXIT_CODE.usage;
  };
  if ([file, preset, tokenFile].filter((name) => name === '-').length > 1) return refuse([READ_TWICE]);
  const {wishes, problems} = await readWishes(run);
  if (problems.some(isError)) return refuse(problems);
  const input = await readInput(file, io);
  if (!('text' in input)) return refuse([...problems, input]);
  const {install, plan} = planFile({
    text: input.text,
    file: file === '-' ? 'standard input' : sanitiseLine(file, {maxLength: 200}),
    wishes,
    today,
    ...(delegate === undefined ? {} : {delegate}),
  });
  if (plan.state !== 'planned') return refuse([...problems, plan.problem]);
  const noImage = wishes.image === undefined && plan.findings.some(({code}) => NO_IMAGE.includes(code));
  if (noImage) return refuse([...problems, IMAGE_MISSING]);
  const planned = {...plan, install};
  tellPlan(planned, {args, io, input});
  tellProblems([...problems, ...plan.blocked, ...plan.findings], {io, json, notices: true});
  return conclude(planned, {args, io, input});
}

async function conclude(plan: Planned, run: PatchRun): Promise<ExitCode> {
  const {args, io, input} = run;
  const {check = false, dryRun, output, yes = false, json} = args.options;
  const end = (code: ExitCode, ...says: readonly string[]): ExitCode => {
    tellEnd(run, {says});
    return code;
  };
  const isNeeded = plan.text !== input.text;
  if (plan.blocked.length > 0)
    return end(
      EXIT_CODE.failed,
      'Nothing was written: not every edit can be made. Make those by hand, then run it again.',
    );
  if (check) {
    const missing = notReady(plan);
    const edits = isNeeded ? 'The file needs these edits.' : 'The file needs no edits.';
    if (missing === undefined) return end(isNeeded ? EXIT_CODE.failed : EXIT_CODE.ok, edits);
    return end(EXIT_CODE.failed, ...(isNeeded ? [edits] : []), `The file is not ready: ${missing}.`);
  }
  if (dryRun) {
    await couldBeWritten(plan, run);
    return end(EXIT_CODE.ok, 'Nothing was written: this was a dry run.');
  }
  if (input.file === '-' && output === undefined) {
    if (!json) io.out(plan.text);
    tellEnd(run, {says: next(plan, 'FILE'), text: plan.text});
    return EXIT_CODE.ok;
  }
  const target = output ?? input.file;
  if (output === undefined && !isNeeded) return end(EXIT_CODE.ok, ...next(plan, shellPath(target)));
  if (!yes && input.file !== '-' && !(await agreed(run, target)))
    return end(EXIT_CODE.ok, 'Nothing was written.');
  if (output === undefined) await replace(plan, run);
  else await create(plan, run, output);
  return EXIT_CODE.ok;
}

async function couldBeWritten({text}: Planned, {args, input}: PatchRun): Promise<void> {
  const {output} = args.options;
  if (output !== undefined) await couldCreate({path: output, text});
  else if (input.file !== '-' && text !== input.text)
    await couldReplace({path: input.file, before: input.text});
}

const holdsToken = ({edits}: Planned): boolean => edits.some(({code}) => code === 'token');

async function create(plan: Planned, run: PatchRun, path: string): Promise<void> {
  await createText({path, text: plan.text, mode: holdsToken(plan) ? 0o600 : run.input.mode});
  const shown = shellPath(path);
  tellEnd(run, {says: [`Wrote ${shown}`, ...next(plan, shown)], written: path});
}

async function replace(plan: Planned, run: PatchRun): Promise<void> {
  const {file, text} = run.input;
  const {backup, isClosed} = await replaceText({
    path: file,
    before: text,
    after: plan.text,
    addsSecret: holdsToken(plan),
  });
  const shown = shellPath(file);
  const says = [
    `Wrote ${shown}; what was there is in ${shellPath(backup)}`,
    ...(isClosed ? [`${shown} holds the token now, so only you can read it: its mode is 0600.`] : []),
    ...next(plan, shown),
  ];
  tellEnd(run, {says, written: file, backup});
}

/** Asks a person at a terminal; elsewhere the command is the consent. */
async function agreed({io, args}: PatchRun, target: string): Promise<boolean> {
  if (!io.isTerminal || args.options.json) return true;
  io.err(`Write ${shellPath(target)}? [y/N] `);
  for await (const chunk of io.input) {
    const answer = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    return /^\s*y(?:es)?\s*$/i.test(answer.split('\n')[0] ?? '');
  }
  return false;
}
