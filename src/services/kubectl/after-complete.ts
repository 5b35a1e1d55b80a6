import {at, isObject, listAt, numberAt, textAt} from '../../domain/deploy/json.ts';
import type {ManifestObject} from '../../domain/deploy/read-manifest.ts';
import {sanitiseLine} from '../../domain/text.ts';
import {shellWord} from '../../domain/shell.ts';
import {call, CALL_TIMEOUT_MS, rawPath, REQUEST_TIMEOUT} from './call.ts';
import type {Connection} from './kubectl-types.ts';
import {readOne} from './read-objects.ts';

/** One thing looked at after a rollout. `unknown`: it could not be read. */
export interface AfterRow {
  readonly id: 'upgrader' | 'upgrade-job' | 'image';
  readonly state: 'ok' | 'warn' | 'unknown';
  readonly text: string;
  readonly next?: string;
}

export interface AfterRequest {
  readonly connection: Connection;
  /** What was applied. */
  readonly objects: readonly ManifestObject[];
  readonly signal?: AbortSignal;
}

/** Is auto-upgrade really off, and does our image serve? Never throws. */
export async function afterComplete(request: AfterRequest): Promise<AfterRow[]> {
  const {objects} = request;
  const jobs = objects.filter(({ref}) => ref.kind === 'CronJob');
  const deployments = objects.filter(({ref}) => ref.kind === 'Deployment');
  const rows = await Promise.all([
    ...jobs.map((object) => upgraderRows(request, object)),
    ...deployments.map((object) => imageRows(request, object)),
  ]);
  return rows.flat();
}

const options = ({signal}: AfterRequest) => (signal === undefined ? {} : {signal});

async function upgraderRows(request: AfterRequest, {ref}: ManifestObject): Promise<AfterRow[]> {
  const {connection} = request;
  const {state} = await readOne({connection, ref, ...options(request)});
  if (state === 'unknown')
    return [
      {
        id: 'upgrader',
        state: 'unknown',
        text: `CronJob ${ref.name} cannot be read, so whether auto-upgrade is off is not known.`,
        next: 'Ask an administrator to look.',
      },
    ];
  if (state === undefined)
    return [{id: 'upgrader', state: 'ok', text: 'Auto-upgrade is off: there is no CronJob for it.'}];
  const suspend = `kubectl --context=${shellWord(sanitiseLine(connection.target.context))} -n ${shellWord(connection.target.namespace)} patch cronjob ${shellWord(ref.name)} -p '{"spec":{"suspend":true}}'`;
  const suspended = at(state, 'spec', 'suspend') === true;
  const first: AfterRow = suspended
    ? {id: 'upgrader', state: 'ok', text: 'Auto-upgrade is off: its CronJob is suspended.'}
    : {
        id: 'upgrader',
        state: 'warn',
        text: `Auto-upgrade is on: CronJob ${ref.name} is not suspended and will put Harness's image in place of yours.`,
        next: `Suspend it: ${suspend}`,
      };
  return [first, ...(await runningJobs(request, textAt(state, 'metadata', 'uid')))];
}

/** Jobs that the CronJob started before it was suspended go on. */
async function runningJobs(request: AfterRequest, uid: string | undefined): Promise<AfterRow[]> {
  const {connection} = request;
  const path = rawPath(connection.target.server, {
    group: 'batch',
    version: 'v1',
    resource: 'jobs',
    namespace: connection.target.namespace,
  });
  const result = await call({
    connection,
    args: ['get', '--raw', path, REQUEST_TIMEOUT],
    timeoutMs: CALL_TIMEOUT_MS.list,
    ...options(request),
  });
  if (!result.ok)
    return [
      {
        id: 'upgrade-job',
        state: 'unknown',
        text: 'Jobs cannot be read; one of the upgrader may still run.',
        next: 'Look at the image again in a few minutes.',
      },
    ];
  const running = listOf(result.stdout).find(
    (job) =>
      (numberAt(job, 'status', 'active') ?? 0) > 0 &&
      listAt(job, 'metadata', 'ownerReferences').some(
        (owner) => uid !== undefined && textAt(owner, 'uid') === uid,
      ),
  );
  if (running === undefined) return [];
  const name = sanitiseLine(textAt(running, 'metadata', 'name') ?? '');
  return [
    {
      id: 'upgrade-job',
      state: 'warn',
      text: `Job ${name} of the upgrader still runs and may change the image.`,
      next: `Stop it: kubectl -n ${shellWord(connection.target.namespace)} delete job ${shellWord(name)}`,
    },
  ];
}

function listOf(text: string): readonly unknown[] {
  try {
    return listAt(JSON.parse(text), 'items');
  } catch {
    return [];
  }
}

async function imageRows(request: AfterRequest, {ref, value}: ManifestObject): Promise<AfterRow[]> {
  const {state} = await readOne({connection: request.connection, ref, ...options(request)});
  if (!isObject(state))
    return [
      {
        id: 'image',
        state: 'unknown',
        text: `Deployment ${ref.name} cannot be read.`,
        next: 'Look again in a minute.',
      },
    ];
  const images = (deployment: unknown) => listAt(deployment, 'spec', 'template', 'spec', 'containers');
  const others = images(value).flatMap((container) => {
    const name = textAt(container, 'name');
    const now = images(state).find((each) => textAt(each, 'name') === name);
    const image = textAt(now, 'image');
    return image === textAt(container, 'image') ? [] : [image ?? 'none'];
  });
  const [other] = others;
  if (other === undefined) return [{id: 'image', state: 'ok', text: 'The Deployment uses your image.'}];
  return [
    {
      id: 'image',
      state: 'warn',
      text: `The Deployment now uses ${sanitiseLine(other)}, not your image.`,
      next: 'Suspend the upgrader, then apply again.',
    },
  ];
}
