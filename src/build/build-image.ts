import {readFile} from 'node:fs/promises';
import type {BuildEvent} from '../domain/build-run/build-events.ts';
import type {Platform} from '../domain/build-run/builder-types.ts';
import {explainFailure} from '../domain/build-run/explain-failure.ts';
import type {Explanation} from '../domain/build-run/explain.ts';
import {fullReference} from '../domain/build-run/full-reference.ts';
import type {LeftBehind} from '../domain/build-run/left-behind.ts';
import {loginCommand} from '../domain/build-run/login-command.ts';
import {imageId} from '../domain/build-run/read-image.ts';
import {sanitiseLine} from '../domain/text.ts';
import {canRun} from '../services/builder/emulation.ts';
import type {ReadyBuilder} from '../services/builder/find-builder.ts';
import {findImage, namelessImage, tagImage, watchContainers} from '../services/builder/images.ts';
import {privateDirectory} from '../services/run/private-directory.ts';
import type {BuildLog} from '../services/builder/build-log.ts';
import {followCall, type CallEnd} from './follow-call.ts';

export interface BuildRequest {
  readonly builder: ReadyBuilder;
  /** Name that the image gets when it is whole: `registry/path:tag`. */
  readonly reference: string;
  readonly platform: Platform;
  /** Absolute paths. */
  readonly context: string;
  readonly dockerfile: string;
  /** What the Dockerfile begins from, when that is known. */
  readonly base?: string;
  /** Build arguments that the builder takes from its environment. */
  readonly argumentNames: readonly string[];
  readonly log?: BuildLog;
  readonly signal?: AbortSignal;
  readonly afterMs: () => number;
}

export type BuildEnd =
  | {readonly outcome: 'built'; readonly id: string}
  | {readonly outcome: 'failed' | 'refused' | 'cancelled'};

/**
 * Builds an image and gives it its name once it is whole; until then an image that had the name before keeps it. What
 * a build leaves that is broken off is told and not removed: it may be another build's. Never throws.
 */
export async function* buildImage(request: BuildRequest): AsyncGenerator<BuildEvent, BuildEnd, undefined> {
  const {builder, reference, platform, context, signal} = request;
  const refusal = await wrongMachine(request);
  if (refusal !== undefined) {
    yield {type: 'failure', output: [], ...refusal};
    return {outcome: 'refused'};
  }
  yield {type: 'building', image: reference, platform, context};
  const directory = await privateDirectory();
  const newContainers = await watchContainers(builder, request.base);
  const idFile = directory.path('image-id');
  const idOf = async () => imageId(await readFile(idFile, 'utf8').catch(() => ''));
  try {
    const pulled = yield* pullBase(request);
    const {result, lines, shown} = pulled.result.ok
      ? yield* followCall({...request, args: builder.row.build({...request, idFile}), title: 'Build'})
      : pulled;
    const id = await idOf();
    const isStopped = result.end === 'stopped' || signal?.aborted === true;
    if (!isStopped && result.ok && id !== undefined) return yield* nameIt(request, id);
    const left = [
      ...(isStopped || wasKilled(result) ? await newContainers() : []),
      ...(id === undefined ? [] : await namelessImage(builder, id)),
    ];
    if (isStopped) {
      yield* tellLeft(left, request);
      return {outcome: 'cancelled'};
    }
    const {next, ...failure} = explainFailure('build', lines, contextOf(request));
    yield {type: 'failure', output: shown, ...failure, next: [...next, ...leftLines(left)]};
    return {outcome: 'failed'};
  } finally {
    await directory.remove();
  }
}

/** One that fails by itself cleans up. Started anew in a user namespace, it ends with 128 and the number of the signal. */
const wasKilled = ({signal, code = 0}: CallEnd['result']): boolean => signal !== undefined || code > 128;

const leftLines = (left: readonly LeftBehind[]): string[] => left.map(({text, next}) => `${text} ${next}`);

/** In the log too: whoever is ended by a signal prints nothing. */
function* tellLeft(left: readonly LeftBehind[], {log}: BuildRequest): Generator<BuildEvent, void, undefined> {
  for (const line of leftLines(left)) log?.write(`# ${line}`);
  for (const one of left) yield {type: 'notice', ...one};
}

const NOTHING_TO_DO: CallEnd = {
  result: {end: 'exited', ok: true, stdout: '', stderr: '', unfinished: false},
  lines: [],
  shown: [],
};

/**
 * Fetches the base image of a name without registry. Docker takes such names from Docker Hub; Podman and Buildah
 * refuse them unless the machine says where they are, but find what is here already.
 */
async function* pullBase(request: BuildRequest): AsyncGenerator<BuildEvent, CallEnd, undefined> {
  const {builder, base, platform} = request;
  const {pull} = builder.row;
  if (pull === undefined || base === undefined || fullReference(base) === base) return NOTHING_TO_DO;
  if (!/^[\w./:@-]+$/.test(base) || base === 'scratch') return NOTHING_TO_DO;
  const {image} = await findImage(builder, base);
  if (image !== undefined) return NOTHING_TO_DO;
  const title = `Get ${base} from Docker Hub`;
  yield {type: 'step', title, afterMs: request.afterMs()};
  return yield* followCall({...request, args: pull(fullReference(base), platform), title});
}

const contextOf = ({builder, base, dockerfile}: BuildRequest) => ({
  builder: builder.row.label,
  program: builder.row.name,
  dockerfile: sanitiseLine(dockerfile),
  ...(base === undefined ? {} : {base, login: loginCommand(builder.row.name, base)}),
});

async function* nameIt(
  {builder, reference, platform, afterMs}: BuildRequest,
  id: string,
): AsyncGenerator<BuildEvent, BuildEnd, undefined> {
  const {image} = await findImage(builder, id);
  const wanted = platform.slice('linux/'.length);
  if (image?.arch !== undefined && image.arch !== wanted) {
    yield {
      type: 'failure',
      output: [],
      code: 'platform',
      cause: `The image came out for ${image.arch}, not for ${wanted}: the base image that is here is for ${image.arch}.`,
      next: [
        `Get the one for ${wanted} first (${builder.row.name} pull --platform ${platform}), or build for linux/${image.arch}.`,
        ...leftLines(await namelessImage(builder, id)),
      ],
    };
    return {outcome: 'failed'};
  }
  const said = await tagImage(builder, {id, reference: fullReference(reference)});
  if (said !== undefined) {
    yield {
      type: 'failure',
      output: [],
      code: 'tag',
      cause: `The image is built but cannot be named ${reference}: ${said}`,
      next: [
        'Correct the name with --image, or in the answers.',
        ...leftLines(await namelessImage(builder, id)),
      ],
    };
    return {outcome: 'failed'};
  }
  yield {type: 'built', image: reference, id, afterMs: afterMs()};
  return {outcome: 'built', id};
}

/** Said before anything is fetched: half an hour later it would fail with an exec format error. */
async function wrongMachine({builder, platform}: BuildRequest): Promise<Explanation | undefined> {
  if ((await canRun(platform, builder)) !== false) return undefined;
  const here = `linux/${builder.facts.arch}`;
  return {
    code: 'emulation',
    cause: `This machine is ${here} and cannot run programs for ${platform}, which the build has to.`,
    next: [
      'Install emulation (Debian and Ubuntu: apt-get install qemu-user-static), or build on a machine of that kind.',
      `Or build for this one: --platform ${here}`,
    ],
  };
}
