import type {Cluster} from '../cluster.ts';
import type {PodPlan} from './pod-plan.ts';
import type {PodOnNode} from './pod-on-node.ts';
import type {Container} from './workloads.ts';

const FIRST_BACKOFF = 10;
const LAST_BACKOFF = 300;
const SYNC_SECONDS = 13;
const SECONDS_UNTIL_BACKOFF = 3;
const AGAIN_SECONDS = 0.4;

/** A duration as Go prints it: `401ms`, `2.611s`, `1m30.5s`. */
function goDuration(seconds: number): string {
  const exact = Math.round(seconds * 1000) / 1000;
  if (exact < 1) return `${Math.round(exact * 1000)}ms`;
  if (exact < 60) return `${exact}s`;
  return `${Math.floor(exact / 60)}m${Math.round((exact % 60) * 1000) / 1000}s`;
}

/** Pulls the container's image as the kubelet does, until it is there; returns the number of pulls so far. */
export async function pullImage({
  runner,
  container,
  plan,
  pulls,
}: {
  cluster: Cluster;
  runner: PodOnNode;
  container: Container;
  plan: PodPlan;
  pulls: number;
}): Promise<number> {
  const {name, image, imagePullPolicy} = container;
  const {life} = runner;
  const present = pulls > 0 && runner.containerStatus(name).imageID !== '';
  if (present && imagePullPolicy !== 'Always') {
    runner.tell('Pulled', `Container image "${image}" already present on machine`, name);
    return pulls;
  }
  for (let attempt = pulls, failures = 0; ; attempt++, failures++) {
    const {seconds, failure} = present ? {seconds: AGAIN_SECONDS} : plan.pull(attempt);
    runner.tell('Pulling', `Pulling image "${image}"`, name);
    await life.sleep(seconds);
    if (failure === undefined) {
      const took = goDuration(seconds);
      runner.tell(
        'Pulled',
        `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: 48393216 bytes.`,
        name,
      );
      return attempt + 1;
    }
    runner.tell('Failed', `Failed to pull image "${image}": ${failure}`, name, 'Warning');
    runner.tell('Failed', 'Error: ErrImagePull', name, 'Warning');
    runner.setContainer(name, {state: {waiting: {reason: 'ErrImagePull', message: failure}}});
    await life.sleep(SECONDS_UNTIL_BACKOFF);
    const wait = Math.min(FIRST_BACKOFF * 2 ** failures, LAST_BACKOFF) - SECONDS_UNTIL_BACKOFF;
    const tell = (): void => {
      runner.tell('BackOff', `Back-off pulling image "${image}"`, name);
      runner.tell('Failed', 'Error: ImagePullBackOff', name, 'Warning');
    };
    tell();
    runner.setContainer(name, {
      state: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: ${failure}`,
        },
      },
    });
    for (let left = wait; left > 0; left -= SYNC_SECONDS) {
      await life.sleep(Math.min(left, SYNC_SECONDS));
      if (left > SYNC_SECONDS) tell();
    }
  }
}
