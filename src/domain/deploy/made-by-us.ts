import {at, listAt, textAt, type JsonObject} from './json.ts';

export interface MadeRequest {
  /** With its `managedFields`. */
  readonly object: JsonObject;
  /** Who applies in our name. */
  readonly manager: string;
  /** When the run began, RFC 3339 on our clock; not known: its word that the object was not there has to do. */
  readonly since?: string;
}

/** Our clock and that of the server may be apart by so much, in ms. */
const CLOCKS_APART = 5 * 60_000;
/**
 * Both stamps of a creation are whole seconds. Webhooks are asked between them: that of the apply may be the earlier
 * one by as much as they take, and is the later one by a second at most.
 */
const ONE_CREATION = 1000;

/** When an object was made, and who has set fields in it since: us by applying, others in any way. In ms. */
function writes(object: JsonObject, manager: string) {
  const entries = listAt(object, 'metadata', 'managedFields').filter(
    (entry) => at(entry, 'subresource') === undefined,
  );
  const isOurs = (entry: unknown): boolean =>
    textAt(entry, 'manager') === manager && textAt(entry, 'operation') === 'Apply';
  const timesOf = (some: readonly unknown[]) => some.map((entry) => timeOf(textAt(entry, 'time')));
  return {
    created: timeOf(textAt(object, 'metadata', 'creationTimestamp')),
    applied: timesOf(entries.filter(isOurs))[0],
    others: timesOf(entries.filter((entry) => !isOurs(entry))),
  };
}

/**
 * Whether an apply of ours has made an object that was not there when the run looked, as far as the object itself
 * says: our first apply and its creation are one, and nobody else had set a field by then. A run of ours from
 * elsewhere looks the same, so somebody has to agree before it is deleted. Source: Kubernetes docs, server-side
 * apply, "Field management".
 */
export function isMadeByUs({object, manager, since}: MadeRequest): boolean {
  const {created, applied, others} = writes(object, manager);
  if (created === undefined || at(object, 'metadata', 'deletionTimestamp') !== undefined) return false;
  if (since !== undefined && !(created >= Date.parse(since) - CLOCKS_APART)) return false;
  return (
    applied !== undefined &&
    applied - created <= ONE_CREATION &&
    others.every((time) => time !== undefined && time > Math.max(applied, created))
  );
}

/**
 * What an apply of ours, which has just ended, did to an object that had not been there: made it, set fields in what
 * somebody else had made meanwhile, or nothing. A controller may have written to it within the same second.
 */
export function doneToNew(object: JsonObject, manager: string): 'created' | 'changed' | 'unchanged' {
  const {created, applied, others} = writes(object, manager);
  if (applied === undefined) return 'unchanged';
  const isOne = created !== undefined && applied - created <= ONE_CREATION;
  return isOne && others.every((time) => time === undefined || time >= applied) ? 'created' : 'changed';
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
