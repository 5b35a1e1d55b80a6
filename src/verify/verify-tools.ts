import {textAt} from '../domain/deploy/json.ts';
import {checkTools} from './check-tools.ts';
import {badWords, isBad} from './tool-verdict.ts';
import type {VerifyEvent} from './verify-events.ts';
import type {Verified} from './verify-types.ts';

const REFUSALS: readonly string[] = ['no-permission', 'forbidden'];

/** The tools inside the pod. */
export async function* verifyTools(
  {request, found, notes}: Verified,
  pod: string,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const {connection, tools, timeoutMs, signal} = request;
  if (tools === undefined || tools.length === 0) {
    notes.leaveOpen('tools');
    yield {
      type: 'notice',
      level: 'info',
      text: tools === undefined ? 'Nobody said which tools should be there.' : 'The answers name no tools.',
      next: 'Name them with --preset FILE or --output DIR, the directory that was written.',
    };
    return;
  }
  const checked = await checkTools({
    connection,
    pod,
    container: textAt(found.container, 'name') ?? '',
    tools,
    timeoutMs,
    ...(signal === undefined ? {} : {signal}),
  });
  if (signal?.aborted === true) return;
  if ('failure' in checked) {
    const {kind, message, next} = checked.failure;
    notes.add(message, REFUSALS.includes(kind) ? 'refused' : 'not-proven');
    yield {type: 'notice', level: 'warning', text: message, next};
    return;
  }
  const {verdicts, user} = checked;
  for (const verdict of verdicts) yield {type: 'tool', ...verdict};
  const bad = verdicts.filter(isBad).length;
  yield {type: 'tools', count: verdicts.length, bad, ...(user === undefined ? {} : {user})};
  if (bad > 0) notes.add(badWords(verdicts));
  else notes.prove(`${verdicts.length} tool${verdicts.length === 1 ? ' answers' : 's answer'}`);
}
