import type {DeployEvent} from '../domain/deploy/events.ts';
import {textAt} from '../domain/deploy/json.ts';
import {isMadeByUs} from '../domain/deploy/made-by-us.ts';
import type {ObjectState} from '../domain/deploy/object-outcome.ts';
import {objectKey} from '../domain/deploy/object-ref.ts';
import type {UndoObject} from '../domain/deploy/undo-plan.ts';
import {FIELD_MANAGER} from '../services/kubectl/field-manager.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {readObjects} from '../services/kubectl/read-objects.ts';
import type {DeployControls} from './controls.ts';
import {isLoginFailure, loginNeed} from './login-desk.ts';

interface Made {
  readonly connection: Connection;
  readonly objects: readonly UndoObject[];
  /** When the run began, RFC 3339 on our clock, when that is known. */
  readonly since?: string;
}

/** An apply may have made it after nobody waited any more. With a namespace others' things would go. */
const isUnseen = ({ref, outcome, uid}: UndoObject): boolean =>
  outcome === 'created' && uid === undefined && ref.kind !== 'Namespace';

/**
 * Looks at what an apply was to make and nobody saw, and tells what is there by now: nothing, something that looks as
 * if that apply had made it, or something of which that is not certain. Changes nothing.
 */
export async function* lookAtMade(
  {connection, objects, since}: Made,
  {leave, login}: Pick<DeployControls, 'leave' | 'login'>,
): AsyncGenerator<DeployEvent, readonly UndoObject[], undefined> {
  const refs = objects.filter(isUnseen).map(({ref}) => ref);
  if (refs.length === 0) return objects;
  for (;;) {
    const {states, failure} = await readObjects({
      connection,
      refs,
      ...(leave === undefined ? {} : {signal: leave}),
    });
    if (failure !== undefined && isLoginFailure(failure) && login !== undefined && leave?.aborted !== true) {
      const need = loginNeed(connection, failure);
      yield {type: 'login-needed', ...need};
      if (await login(need)) continue;
    }
    return objects.map((object) => (isUnseen(object) ? withFound(object, states, since) : object));
  }
}

function withFound(
  object: UndoObject,
  states: ReadonlyMap<string, ObjectState>,
  since: string | undefined,
): UndoObject {
  const key = objectKey(object.ref);
  const state = states.has(key) ? states.get(key) : 'unknown';
  if (state === 'unknown') return object;
  if (state === undefined) return {...object, found: 'none'};
  const uid = textAt(state, 'metadata', 'uid');
  const made = {object: state, manager: FIELD_MANAGER, ...(since === undefined ? {} : {since})};
  return uid !== undefined && isMadeByUs(made) ? {...object, uid, found: 'ours'} : object;
}
