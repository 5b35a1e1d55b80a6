import {containersLeft, imageLeft, type LeftBehind} from '../../domain/build-run/left-behind.ts';
import {readContainers, readImage, readNames, type BuiltImage} from '../../domain/build-run/read-image.ts';
import {callBuilder, QUESTION_TIMEOUT_MS, type BuilderProgram} from './builder-call.ts';

const ask = async (builder: BuilderProgram, args: readonly string[]) =>
  await callBuilder(builder, {args, timeoutMs: QUESTION_TIMEOUT_MS});

/** An image of the builder's storage by name or id; `undefined` when it has none, with what it said. */
export async function findImage(
  builder: BuilderProgram,
  image: string,
): Promise<{readonly image?: BuiltImage; readonly said: string}> {
  const {ok, stdout, stderr} = await ask(builder, builder.row.inspect(image));
  const found = ok ? readImage(stdout) : undefined;
  return {said: stderr, ...(found === undefined ? {} : {image: found})};
}

/** Gives an image its name; moves the name from another image that had it. What the builder said when it fails. */
export async function tagImage(
  builder: BuilderProgram,
  {id, reference}: {readonly id: string; readonly reference: string},
): Promise<string | undefined> {
  const {ok, stderr} = await ask(builder, builder.row.tag(id, reference));
  return ok ? undefined : stderr;
}

/** An image that nothing names, as what it is told as; none when it has a name: then it belongs to somebody. */
export async function namelessImage(builder: BuilderProgram, id: string): Promise<readonly LeftBehind[]> {
  const {ok, stdout} = await ask(builder, builder.row.names(id));
  return ok && readNames(stdout)?.length === 0 ? [imageLeft(builder.row, id)] : [];
}

/** Ids of the containers that builds keep while they run; none where the daemon looks after them. */
async function buildContainers(builder: BuilderProgram): Promise<ReturnType<typeof readContainers>> {
  const {leftovers} = builder.row;
  if (leftovers === undefined) return [];
  const {ok, stdout} = await ask(builder, leftovers.list);
  return ok ? readContainers(stdout) : [];
}

/**
 * Remembers the containers that are there before a build. The returned function tells of those that have come since
 * and were made from the base image: a build that is ended hard leaves its container behind. It removes none.
 */
export async function watchContainers(
  builder: BuilderProgram,
  base: string | undefined,
): Promise<() => Promise<readonly LeftBehind[]>> {
  if (base === undefined) return async () => [];
  const before = new Set((await buildContainers(builder)).map(({id}) => id));
  return async () => {
    const since = (await buildContainers(builder)).filter(
      ({id, image}) => !before.has(id) && (image === base || image.endsWith(`/${base}`)),
    );
    return containersLeft(
      builder.row,
      since.map(({id}) => id),
    );
  };
}
