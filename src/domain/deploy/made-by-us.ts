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
/** Both stamps of a creation are whole seconds, taken one after the other. */
const ONE_CREATION = 1000;

/**
 * Whether an apply of ours has made an object that was not there when the run looked, as far as the object itself
 * says: our first apply and its creation are one, and nobody else had set a field by then. A run of ours from
 * elsewhere looks the same, so somebody has to agree before it is deleted. Source: Kubernetes docs, server-side
 * apply, "Field management".
 */
export function isMadeByUs({object, manager, since}: MadeRequest): boolean {
  const created = timeOf(textAt(object, 'metadata', 'creationTimestamp'));
  if (created === undefined || at(object, 'metadata', 'deletionTimestamp') !== undefined) return false;
  if (since !== undefined && !(created >= Date.parse(since) - CLOCKS_APART)) return false;
  const entries = listAt(object, 'metadata', 'managedFields').filter(
    (entry) => at(entry, 'subresource') === undefined,
  );
  const isOurs = (entry: unknown): boolean =>
    textAt(entry, 'manager') === manager && textAt(entry, 'operation') === 'Apply';
  const ours = entries.filter(isOurs).map((entry) => timeOf(textAt(entry, 'time')));
  const others = entries.filter((entry) => !isOurs(entry)).map((entry) => timeOf(textAt(entry, 'time')));
  const [applied] = ours;
  return (
    applied !== undefined &&
    Math.abs(applied - created) <= ONE_CREATION &&
    others.every((time) => time !== undefined && time > Math.max(applied, created))
  );
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
