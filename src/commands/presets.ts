import {resolve} from 'node:path';
import type {Arguments} from '../args.ts';
import type {CommandName} from '../args/commands.ts';
import type {PartialAnswers} from '../domain/answers.ts';
import {checkAnswers} from '../domain/check-answers.ts';
import type {Today} from '../domain/check-answers.ts';
import {mergeAnswers, mergeDeep} from '../domain/merge.ts';
import type {Layers} from '../domain/merge.ts';
import {parsePresetText} from '../domain/preset-text.ts';
import type {Problem} from '../domain/problem.ts';
import {sanitiseLine, sanitiseLines} from '../domain/text.ts';
import {presetFile} from '../domain/answers-file.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {gatherAnswers} from '../inputs/gather-answers.ts';
import {printLines, printWhole} from '../console/io.ts';
import type {Io} from '../console/io.ts';
import {presetDescription} from '../inputs/preset-description.ts';
import {presetDirectories} from '../inputs/preset-directories.ts';
import {deletePreset, exportPreset, listPresets, readPreset, savePreset} from '../services/presets.ts';
import {shellPath} from '../console/shell-quote.ts';
import {isError, jsonLine, tellProblems} from '../console/tell-problems.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

/** A preset may leave answers open; what it says must be right. */
const wrongIn = (problems: readonly Problem[]): Problem[] =>
  problems.filter((problem) => isError(problem) && problem.code !== 'missing');

function refuse(problems: readonly Problem[], {io, args}: Run): ExitCode {
  tellProblems(problems, {io, json: args.options.json});
  printLines(io.err, ['Nothing was saved: mend what is named above and try again.']);
  return EXIT_CODE.usage;
}

async function list({args, io}: Run): Promise<ExitCode> {
  const presets = await listPresets(presetDirectories(io));
  const rows = presets.map((preset) => ({
    name: preset.name,
    origin: preset.origin,
    description: sanitiseLine(presetDescription(preset), {maxLength: 100}),
  }));
  if (args.options.json) {
    for (const row of rows) io.out(jsonLine({type: 'preset', ...row}));
    return EXIT_CODE.ok;
  }
  const longest = Math.max(0, ...rows.map(({name}) => name.length));
  printLines(
    io.out,
    rows.map(({name, origin, description}) =>
      `${name.padEnd(longest)}  ${origin.padEnd(8)}  ${description}`.trimEnd(),
    ),
  );
  return EXIT_CODE.ok;
}

async function show({args, io}: Run): Promise<ExitCode> {
  const {text} = await readPreset({
    ...presetDirectories(io),
    nameOrPath: args.operands[0] ?? '',
    stdin: io.input,
  });
  // A terminal obeys control characters; a program reads the file as it is.
  if (io.outIsTerminal) printWhole(io.out, sanitiseLines(text));
  else io.out(text);
  return EXIT_CODE.ok;
}

/** What the preset and the flags say, without the defaults below them. */
function saidAnswers(layers: Layers): PartialAnswers {
  const said = mergeDeep(layers.preset ?? {}, layers.flags) as PartialAnswers;
  const added = layers.addTools ?? [];
  return added.length === 0 ? said : {...said, tools: mergeAnswers(layers).tools ?? []};
}

async function save(run: Run): Promise<ExitCode> {
  const {args, io, today} = run;
  const [name = ''] = args.operands;
  const {layers, problems, positionOf} = await gatherAnswers({args, io});
  const checked = checkAnswers(mergeAnswers(layers), {today, positionOf});
  const wrong = wrongIn(problems.some(isError) ? problems : checked.problems);
  if (wrong.length > 0) return refuse(wrong, run);
  const path = await savePreset({
    ...presetDirectories(io),
    name,
    text: presetFile(saidAnswers(layers)),
    overwrite: args.options.force,
  });
  printLines(io.out, [`Saved ${shellPath(path)}`, `Use it with --preset ${name}`]);
  return EXIT_CODE.ok;
}

async function remove({args, io}: Run): Promise<ExitCode> {
  const path = await deletePreset({...presetDirectories(io), name: args.operands[0] ?? ''});
  printLines(io.out, [`Deleted ${shellPath(path)}`]);
  return EXIT_CODE.ok;
}

async function importFile(run: Run): Promise<ExitCode> {
  const {args, io, today} = run;
  const [given = '', name] = args.operands;
  const directories = presetDirectories(io);
  const nameOrPath = given === '-' ? given : resolve(given);
  const source = await readPreset({...directories, nameOrPath, stdin: io.input});
  const {answers, problems, positionOf} = parsePresetText({text: source.text, file: given});
  const checked = checkAnswers(mergeAnswers({preset: answers}), {today, positionOf});
  const wrong = wrongIn(problems.some(isError) ? problems : checked.problems);
  if (wrong.length > 0) return refuse(wrong, run);
  const saved = name ?? source.name;
  // What was checked is what is saved, also when the file changes meanwhile.
  const path = await savePreset({
    ...directories,
    name: saved,
    text: source.text,
    overwrite: args.options.force,
  });
  printLines(io.out, [`Saved ${shellPath(path)}`, `Use it with --preset ${saved}`]);
  return EXIT_CODE.ok;
}

async function exportFile({args, io}: Run): Promise<ExitCode> {
  const [name = '', file = ''] = args.operands;
  const path = await exportPreset({
    ...presetDirectories(io),
    name,
    path: file,
    overwrite: args.options.force,
  });
  printLines(io.out, [`Wrote ${shellPath(path)}`]);
  return EXIT_CODE.ok;
}

const VERBS: Readonly<Partial<Record<CommandName, (run: Run) => Promise<ExitCode>>>> = {
  presets: list,
  'presets show': show,
  'presets save': save,
  'presets delete': remove,
  'presets import': importFile,
  'presets export': exportFile,
};

/**
 * `presets` and its verbs.
 *
 * @throws UserError when there is no such preset, or a file cannot be read or written
 */
export async function runPresets(run: Run): Promise<ExitCode> {
  const verb = VERBS[run.args.command] ?? list;
  return verb(run);
}
