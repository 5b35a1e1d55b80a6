import type {Arguments} from '../args.ts';
import {isPlainObject} from '../domain/merge.ts';
import type {Layers} from '../domain/merge.ts';
import {parsePresetText} from '../domain/preset-text.ts';
import type {PositionOf} from '../domain/preset-text.ts';
import type {Problem} from '../domain/problem.ts';
import type {Io} from '../console/io.ts';
import {presetDirectories} from './preset-directories.ts';
import {readPreset} from '../services/read-preset.ts';

/** What the command line says, in layers that `mergeAnswers` takes. */
export interface GatheredAnswers {
  readonly layers: Layers;
  /** What is wrong with the text of the preset. */
  readonly problems: readonly Problem[];
  /** Where in the preset an answer stands; `undefined` for what a flag said. */
  readonly positionOf: PositionOf;
  /** Name of the preset, when there is one. */
  readonly presetName?: string;
}

/** True when these answers hold this one: themselves, or as a part of a list that they hold. */
function holds(answers: unknown, path: string): boolean {
  let node = answers;
  for (const part of path.split('.')) {
    if (!isPlainObject(node)) return node !== undefined;
    if (!Object.hasOwn(node, part)) return false;
    node = node[part];
  }
  return node !== undefined;
}

/**
 * Reads the preset that the command line names and puts flags above it.
 *
 * @throws UserError when there is no such preset or it cannot be read
 */
export async function gatherAnswers({
  args,
  io,
}: {
  readonly args: Arguments;
  readonly io: Io;
}): Promise<GatheredAnswers> {
  const {preset: nameOrPath, tool} = args.options;
  const flags = {flags: args.answers, addTools: tool};
  if (nameOrPath === undefined) return {layers: flags, problems: [], positionOf: () => undefined};
  const {name, file, text} = await readPreset({
    ...presetDirectories(io),
    nameOrPath,
    ...(nameOrPath === '-' ? {stdin: io.input} : {}),
  });
  const preset = parsePresetText({text, file});
  return {
    layers: {...flags, preset: preset.answers},
    problems: preset.problems,
    positionOf: (path) =>
      holds(preset.answers, path) && !holds(args.answers, path) ? preset.positionOf(path) : undefined,
    presetName: name,
  };
}
