import {open, readFile, type FileHandle} from 'node:fs/promises';
import {manifestList} from '../../../domain/deploy/manifest-list.ts';
import {safeText} from '../../run/error-text.ts';
import {lineReader} from '../../run/line-reader.ts';
import {privateDirectory, type PrivateDirectory} from '../../run/private-directory.ts';
import {call, type CallResult} from '../call.ts';
import {classifyError, type KubectlFailure} from '../classify-error.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import type {ApplyRequest} from './apply-types.ts';

export type ApplyStep =
  {readonly type: 'line'; readonly line: string} | {readonly type: 'quiet'; readonly seconds: number};

export interface ApplyEnd {
  /** Safe to print. */
  readonly stderr: string;
  readonly failure?: KubectlFailure;
}

const POLL_MS = 40;
const QUIET_MS = 60_000;
const MAX_LINE = 64 * 1024;

/**
 * `kubectl apply` whose output goes to files that only we may read: a pipe would end kubectl in the middle when
 * we go. The files are read while they grow, and removed at the end, also when the reader leaves early.
 */
export async function* shelteredApply(request: ApplyRequest): AsyncGenerator<ApplyStep, ApplyEnd, undefined> {
  const directory = await privateDirectory();
  const stdout = await open(directory.path('stdout'), 'wx+', 0o600);
  const stderr = await open(directory.path('stderr'), 'wx+', 0o600);
  try {
    const manifest = await directory.write(
      'manifest.json',
      manifestList(request.objects.map(({value}) => value)),
    );
    const running = start(request, manifest, {stdout: stdout.fd, stderr: stderr.fd});
    yield* follow(stdout, running);
    return await endOf(request, directory, await running);
  } finally {
    await Promise.all([stdout.close(), stderr.close()]);
    await directory.remove();
  }
}

async function start(
  {connection, force = false, stop}: ApplyRequest,
  manifest: string,
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
      manifest,
    ],
    sheltered,
    ...(stop === undefined ? {} : {signal: stop}),
  });
}

async function endOf(
  {connection}: ApplyRequest,
  directory: PrivateDirectory,
  result: CallResult,
): Promise<ApplyEnd> {
  const stderr = safeText(await readFile(directory.path('stderr'), 'utf8'), connection.secrets ?? []);
  if (result.ok) return {stderr};
  return {
    stderr,
    failure: classifyError(
      {end: result.end, stderr: stderr === '' ? result.stderr : stderr},
      connection.target,
    ),
  };
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
