import {open, type FileHandle} from 'node:fs/promises';
import {manifestList} from '../../../domain/deploy/manifest-list.ts';
import {safeText} from '../../run/error-text.ts';
import {lineReader} from '../../run/line-reader.ts';
import {handText, lacksHandedText, withoutSource, type HandedText} from '../../run/handed-text.ts';
import {privateDirectory} from '../../run/private-directory.ts';
import {call, type CallResult} from '../call.ts';
import {classifyError, type KubectlFailure} from '../classify-error.ts';
import {diskFailure} from '../disk-failure.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import type {ApplyRequest} from './apply-types.ts';

export type ApplyStep =
  | {readonly type: 'line'; readonly line: string}
  | {readonly type: 'quiet'; readonly seconds: number};

export interface ApplyEnd {
  /** Safe to print. */
  readonly stderr: string;
  readonly failure?: KubectlFailure;
}

const POLL_MS = 40;
const QUIET_MS = 60_000;
const MAX_LINE = 64 * 1024;
const MAX_ERRORS = 64 * 1024;

/**
 * `kubectl apply` whose output goes to files without a name that only we can read: a pipe would end kubectl in the
 * middle when we go. They are read while they grow, and gone when nobody holds them any more, however we end.
 * Never throws.
 */
export async function* shelteredApply(request: ApplyRequest): AsyncGenerator<ApplyStep, ApplyEnd, undefined> {
  const end = yield* applyFrom(request, {});
  if (end.failure === undefined || !lacksHandedText(end.stderr)) return end;
  return yield* applyFrom(request, {named: true});
}

async function* applyFrom(
  request: ApplyRequest,
  how: {readonly named?: boolean},
): AsyncGenerator<ApplyStep, ApplyEnd, undefined> {
  const held: (() => Promise<void>)[] = [];
  try {
    const directory = await privateDirectory();
    held.push(async () => await directory.remove());
    const stdout = await open(directory.path('stdout'), 'wx+', 0o600);
    held.push(async () => await stdout.close());
    const stderr = await open(directory.path('stderr'), 'wx+', 0o600);
    held.push(async () => await stderr.close());
    // Windows keeps files that are open.
    if (process.platform !== 'win32') await directory.remove();
    const manifest = await handText(manifestList(request.objects.map(({value}) => value)), how);
    held.push(manifest.close);
    const running = start(request, manifest, {stdout: stdout.fd, stderr: stderr.fd});
    yield* follow(stdout, running);
    return await endOf(request, stderr, await running);
  } catch (error) {
    return {stderr: '', failure: diskFailure(error)};
  } finally {
    for (const letGo of held.toReversed()) await letGo();
  }
}

async function start(
  {connection, force = false, stop}: ApplyRequest,
  {path, descriptors}: HandedText,
  sheltered: {stdout: number; stderr: number},
): Promise<CallResult> {
  return await call({
    connection,
    args: [
      'apply',
      '--server-side',
      `--field-manager=${FIELD_MANAGER}`,
      ...(force ? ['--force-conflicts'] : []),
      '-f',
      path,
    ],
    sheltered,
    descriptors,
    ...(stop === undefined ? {} : {signal: stop}),
  });
}

async function endOf({connection}: ApplyRequest, errors: FileHandle, result: CallResult): Promise<ApplyEnd> {
  const stderr = withoutSource(safeText(await tailOf(errors), connection.secrets ?? []));
  if (result.ok) return {stderr};
  return {
    stderr,
    failure: classifyError(
      {end: result.end, stderr: stderr === '' ? result.stderr : stderr},
      connection.target,
    ),
  };
}

/** The end of a file. It has no name any more, and its position is that of who wrote it. */
async function tailOf(file: FileHandle): Promise<string> {
  const {size} = await file.stat();
  const buffer = Buffer.alloc(Math.min(size, MAX_ERRORS));
  const {bytesRead} = await file.read(buffer, 0, buffer.length, size - buffer.length);
  return buffer.subarray(0, bytesRead).toString('utf8');
}

/** Lines as they come, until the program has ended and all it wrote is read. */
async function* follow(
  file: FileHandle,
  running: Promise<unknown>,
): AsyncGenerator<ApplyStep, void, undefined> {
  const program = {ended: false};
  void running.then(() => (program.ended = true));
  let lines: string[] = [];
  const reader = lineReader({maxLength: MAX_LINE, onLine: (line) => lines.push(line)});
  const buffer = Buffer.alloc(MAX_LINE);
  let position = 0;
  let lastWord = performance.now();
  for (;;) {
    const {ended} = program;
    const {bytesRead} = await file.read(buffer, 0, buffer.length, position);
    position += bytesRead;
    reader.push(buffer.subarray(0, bytesRead));
    for (const line of lines) yield {type: 'line', line};
    lines = [];
    if (bytesRead > 0) lastWord = performance.now();
    else if (ended) return;
    else await Promise.race([running, new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
    const quiet = performance.now() - lastWord;
    if (quiet >= QUIET_MS) {
      yield {type: 'quiet', seconds: Math.round(quiet / 1000)};
      lastWord = performance.now();
    }
  }
}
