import {readFile} from 'node:fs/promises';
import type {BuildEvent} from '../domain/build-run/build-events.ts';
import {explainFailure} from '../domain/build-run/explain-failure.ts';
import {fullReference} from '../domain/build-run/full-reference.ts';
import {hostOfReference, loginCommand} from '../domain/build-run/login-command.ts';
import {digestInOutput, digestOf, pinnedReference, readDigest} from '../domain/build-run/read-digest.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {BuildLog} from '../services/builder/build-log.ts';
import {callBuilder, QUESTION_TIMEOUT_MS} from '../services/builder/builder-call.ts';
import type {ReadyBuilder} from '../services/builder/find-builder.ts';
import {findImage} from '../services/builder/images.ts';
import {privateDirectory} from '../services/run/private-directory.ts';
import {followCall} from './follow-call.ts';

export interface PushRequest {
  readonly builder: ReadyBuilder;
  readonly reference: string;
  readonly id: string;
  readonly log?: BuildLog;
  readonly signal?: AbortSignal;
  readonly afterMs: () => number;
}

export type PushEnd =
  | {readonly outcome: 'pushed'; readonly digest?: string}
  | {readonly outcome: 'failed' | 'cancelled'};

/**
 * Pushes an image and reads back the digest that the registry knows it by. The builder's own login is used; no
 * credential passes through here. Never throws.
 */
export async function* pushImage(request: PushRequest): AsyncGenerator<BuildEvent, PushEnd, undefined> {
  const {builder, reference, id, signal} = request;
  const {row} = builder;
  const login = loginCommand(row.name, reference);
  const full = fullReference(reference);
  const {image} = await findImage(builder, full);
  if (image?.id !== id) {
    yield {
      type: 'failure',
      code: 'moved',
      output: [],
      cause: `${reference} is not the image any more that was checked.`,
      next: ['Somebody built another one meanwhile. Push again: it is checked anew then.'],
    };
    return {outcome: 'failed'};
  }
  yield* tellLogin(request, login);
  yield {type: 'pushing', image: reference};
  const directory = await privateDirectory();
  try {
    const digestFile = directory.path('digest');
    const {result, lines, shown} = yield* followCall({
      ...request,
      args: row.push({id, reference: full, digestFile}),
      title: 'Push',
    });
    if (result.end === 'stopped' || signal?.aborted) return {outcome: 'cancelled'};
    if (!result.ok) {
      const context = {builder: row.label, program: row.name, reference, login};
      yield {type: 'failure', output: shown, ...explainFailure('push', lines, context)};
      return {outcome: 'failed'};
    }
    const digest =
      readDigest(await readFile(digestFile, 'utf8').catch(() => '')) ??
      digestInOutput(lines) ??
      digestOf(full, (await findImage(builder, full)).image?.digests ?? []);
    const pinned = digest === undefined ? {} : {digest, pinned: pinnedReference(reference, digest)};
    yield {type: 'pushed', image: reference, ...pinned};
    return {outcome: 'pushed', ...(digest === undefined ? {} : {digest})};
  } finally {
    await directory.remove();
  }
}

/** Who is logged in, where the builder can be asked. A registry may do without: it is told, not demanded. */
async function* tellLogin(
  {builder, reference, signal}: PushRequest,
  login: string,
): AsyncGenerator<BuildEvent, void, undefined> {
  const {whoIsLoggedIn} = builder.row;
  if (whoIsLoggedIn === undefined) return;
  const host = hostOfReference(reference);
  const {ok, stdout} = await callBuilder(builder, {
    args: whoIsLoggedIn(host),
    timeoutMs: QUESTION_TIMEOUT_MS,
    ...(signal === undefined ? {} : {signal}),
  });
  const name = sanitiseLine(stdout, {maxLength: 60}).trim();
  if (ok && name !== '')
    yield {type: 'notice', text: `${builder.row.label} is logged in to ${host} as ${name}`};
  else
    yield {
      type: 'notice',
      text: `${builder.row.label} is not logged in to ${host}`,
      next: `When the registry refuses, log in: ${login}`,
    };
}
