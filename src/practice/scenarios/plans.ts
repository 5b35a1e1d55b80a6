import type {PodPlan, Planner, RunPlan} from '../controllers/pod-plan.ts';
import type {Pod} from '../controllers/workloads.ts';

type Log = RunPlan['log'];
const CLASS = 'io.harness.delegate.service.DelegateAgentServiceImpl';

/** What a delegate that comes up writes. Source: harness/harness-core, DelegateAgentServiceImpl. */
const REGISTERED: Log = [
  [
    1,
    '[main] INFO  io.harness.delegate.app.DelegateApplication - Starting delegate (practice: nobody is called)',
  ],
  [8, `[main] INFO  ${CLASS} - Registering delegate with delegate name: practice`],
  [12, `[main] INFO  ${CLASS} - Delegate registered with id pRaCtIcEpRaCtIcE`],
  [13, `[main] INFO  ${CLASS} - [New] Delegate registered in 3876 ms`],
  [14, `[main] INFO  ${CLASS} - Delegate process started`],
];
const SERVES: RunPlan = {healthyAfter: 28, log: REGISTERED};
const ok = {seconds: 12};

/** Up, but not yet with the manager, when it starts for the fifth time. */
const exits = (
  exitCode: number,
  after: number,
  log: Log,
  reason: 'Error' | 'OOMKilled' = 'Error',
): RunPlan => ({
  healthyAfter: Number.POSITIVE_INFINITY,
  ends: {after, exitCode, reason},
  log,
});

const plan = (run: RunPlan | ((attempt: number) => RunPlan), pull: PodPlan['pull'] = () => ok): PodPlan => ({
  pull,
  run: typeof run === 'function' ? run : () => run,
});

const noPull = (pod: Pod, why: (image: string) => string): PodPlan['pull'] => {
  const image = pod.spec.containers[0]?.image ?? '';
  const failure = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${why(image)}`;
  return () => ({seconds: 1.5, failure});
};

/** How a delegate's pod fares, by name. */
export const PLANS = {
  ok: () => plan(SERVES),
  'slow-pull': () => plan(SERVES, () => ({seconds: 150})),
  'never-pulled': () => plan(SERVES, () => ({seconds: 1e6})),
  'image-not-found': (pod) =>
    plan(
      SERVES,
      noPull(pod, (image) => `${image}: not found`),
    ),
  'image-no-credentials': (pod) =>
    plan(
      SERVES,
      noPull(
        pod,
        () =>
          'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      ),
    ),
  'crash-loop': () =>
    plan(
      exits(1, 4, [
        [1, '[main] INFO  io.harness.delegate.app.DelegateApplication - Starting delegate'],
        [
          3,
          'Exception in thread "main" java.lang.IllegalArgumentException: DELEGATE_TOKEN is not a valid token',
        ],
        [3, '\tat io.harness.delegate.app.DelegateApplication.main(DelegateApplication.java:92)'],
      ]),
    ),
  'out-of-memory': () =>
    plan(
      exits(
        137,
        14,
        [[1, '[main] INFO  io.harness.delegate.app.DelegateApplication - Starting delegate']],
        'OOMKilled',
      ),
    ),
  'exec-format-error': () =>
    plan(exits(255, 0, [[0, 'exec /opt/harness-delegate/start.sh: exec format error']])),
  'probe-fails': () =>
    plan({
      healthyAfter: Number.POSITIVE_INFINITY,
      log: [
        [
          2,
          '[main] WARN  io.harness.delegate.app.DelegateApplication - Waiting for https://app.harness.io: connect timed out',
        ],
      ],
    }),
  'slow-then-ok': () =>
    plan({healthyAfter: 95, log: REGISTERED.map(([after, text]) => [after + 70, text] as const)}),
} as const satisfies Record<string, (pod: Pod) => PodPlan>;

export type PlanName = keyof typeof PLANS;

/**
 * Plays a plan on the first new image that is deployed, and "ok" on every other: what was there before keeps
 * working, and another image is a way out.
 */
export function planOnce(name: PlanName, knownImages: ReadonlySet<string>): Planner {
  let played: string | undefined;
  return (pod) => {
    const image = pod.spec.containers[0]?.image ?? '';
    if (!knownImages.has(image) && isDelegate(pod)) played ??= image;
    return image === played ? PLANS[name](pod) : PLANS.ok();
  };
}

/** Pods of a Deployment; those of jobs and others are none of a scenario's business. */
const isDelegate = ({metadata}: Pod): boolean =>
  (metadata.ownerReferences ?? []).some(({kind}) => kind === 'ReplicaSet');
