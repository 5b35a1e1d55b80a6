import {cleanJson} from '../domain/deploy/clean-json.ts';
import {isObject, textAt} from '../domain/deploy/json.ts';
import type {ObjectRef} from '../domain/deploy/object-ref.ts';
import type {DeployOutcome} from '../domain/deploy/events.ts';
import type {RolloutInput} from '../domain/rollout/types.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {readOne} from '../services/kubectl/read-objects.ts';

/** After a question that nobody answered, the next one waits so long. */
const AGAIN_MS = 2000;
/** Nobody answers for so long: how it ends is not known. */
const GIVE_UP_MS = 3 * 60_000;

export interface SecondLook {
  /**
   * Asks for the Deployment itself. Gives the end of the watch when it is gone, or what brings it back into the
   * picture when it is there; nothing while nobody answers. Never throws.
   */
  readonly at: (
    outcome: DeployOutcome,
  ) => Promise<{readonly outcome?: DeployOutcome; readonly input?: RolloutInput}>;
}

/**
 * A list that lacks the Deployment ends the watch, so it is not believed alone: a gateway, a mirror or a login that
 * runs out may stand behind it. `uid`: of the one that was applied, when it is known. `now`: monotonic, in ms.
 */
export function secondLook({
  connection,
  name,
  uid,
  signal,
  now = () => performance.now(),
}: {
  readonly connection: Connection;
  readonly name: string;
  readonly uid: string | undefined;
  readonly signal: AbortSignal;
  readonly now?: () => number;
}): SecondLook {
  const {namespace} = connection.target;
  const ref: ObjectRef = {group: 'apps', version: 'v1', kind: 'Deployment', name, namespace};
  let unansweredSince: number | undefined;
  let askedAt = -AGAIN_MS;
  return {
    async at(outcome) {
      if (now() - askedAt < AGAIN_MS) return {};
      const {state} = await readOne({connection, ref, signal});
      askedAt = now();
      if (state === 'unknown') {
        unansweredSince ??= askedAt;
        return askedAt - unansweredSince < GIVE_UP_MS ? {} : {outcome: 'lost'};
      }
      unansweredSince = undefined;
      const isOurs = isObject(state) && (uid === undefined || textAt(state, 'metadata', 'uid') === uid);
      if (!isOurs) {
        askedAt = -AGAIN_MS;
        return {outcome: state === undefined ? outcome : 'replaced'};
      }
      const object = cleanJson(state, connection.secrets ?? []);
      return {input: {type: 'event', kind: 'deployments', change: 'MODIFIED', object}};
    },
  };
}
