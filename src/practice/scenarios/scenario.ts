import type {FaultKind} from '../api/faults.ts';
import type {AdmissionRule} from '../cluster.ts';
import type {ActorName} from './actors.ts';
import type {TokenSecret} from './keep-secrets.ts';
import type {PlanName} from './plans.ts';

/** One thing that can be practised. */
export type Scenario = {
  /** The name in `--practice=NAME`. */
  name: string;
  /** A heading of a few words. */
  title: string;
  /** What happens, in one sentence. */
  says: string;
  /** `complete` when the rollout ends well if it is left alone; `stuck` when it never does. */
  ends: 'complete' | 'stuck';
  /** What is wrong may pass by itself, so that the progress deadline ends it and not the verdict before. */
  byDeadline?: true;
  /** Whoever watches is told that somebody else has taken over; that is the end for them. */
  overtaken?: true;
  /** True when an older delegate serves already, so that an update is played. */
  serving?: true;
  /** True when that older delegate's Deployment is paused. */
  paused?: true;
  /** How the new pods fare; well when left out. */
  plan?: PlanName;
  admission?: readonly AdmissionRule[];
  actors?: readonly ActorName[];
  /** What is wrong with a token Secret that the manifest leaves to others. */
  tokenSecret?: TokenSecret;
  /** What is wrong with the line to the cluster. */
  fault?: FaultKind;
  openshift?: true;
  /** Memory of each of the two nodes, as a quantity; plenty when left out. */
  nodeMemory?: string;
};
