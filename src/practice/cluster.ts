import type {Clock} from './clock.ts';
import type {Kind} from './kinds.ts';
import type {KubeObject} from './objects.ts';
import type {Random} from './random.ts';
import type {Store} from './store.ts';

/** Looks at a pod before it is created: gives it back, changed or not, or throws an ApiError. */
export type AdmissionRule = (pod: KubeObject, store: Store) => KubeObject;

/** One line that a container wrote. */
export type LogLine = {time: number; text: string};

/** The log of one run of a container. */
export type ContainerRun = {lines: LogLine[]; ended: boolean};

/** What containers wrote, by pod uid and container name, one entry a run. */
export type Logs = {
  runs(podUid: string, container: string): readonly ContainerRun[];
  begin(podUid: string, container: string): ContainerRun;
  write(run: ContainerRun, text: string): void;
  end(run: ContainerRun): void;
  /** Called at every new line or end. */
  subscribe(listener: () => void): () => void;
};

/** What the API and the controllers share. */
export type Cluster = {
  clock: Clock;
  random: Random;
  store: Store;
  kinds: readonly Kind[];
  admission: readonly AdmissionRule[];
  logs: Logs;
};

/** The served kind of a name such as `Pod`; the names are the program's own. */
export function kindNamed(cluster: Pick<Cluster, 'kinds'>, name: string): Kind {
  const found = cluster.kinds.find(({kind}) => kind === name);
  if (!found) throw new Error(`The practice cluster serves no ${name}.`);
  return found;
}

/** Lets every admission rule look at a pod. */
export const admit = (cluster: Cluster, pod: KubeObject): KubeObject =>
  cluster.admission.reduce((admitted, rule) => rule(admitted, cluster.store), pod);
