import type {Clock} from '../clock.ts';
import {ApiError, forbidden} from './api-error.ts';
import {expired} from './read.ts';
import type {Attempt} from './authorize.ts';
import type {Watch} from './watch.ts';

export type FaultKind =
  | 'connection-reset'
  | 'truncated-event'
  | 'expired-410'
  | 'too-many-requests-429'
  | 'token-expired-401'
  | 'frozen'
  | 'forbidden-events'
  | 'forbidden-pods'
  | 'forbidden-exec';

/**
 * Something wrong with the line. Times are played seconds, counted from now, or from when the first watch is
 * opened; without `forSeconds` it stays until it is taken back.
 */
export type Fault = {kind: FaultKind; afterSeconds?: number; fromFirstWatch?: boolean; forSeconds?: number};

export type Faults = {
  inject(fault: Fault): void;
  /** Takes one fault back, or all. */
  withdraw: (kind?: FaultKind) => void;
  /** Passed before a request is served: waits while frozen, throws the ApiError that the request gets. */
  before(request: {isWatch: boolean}): Promise<void>;
  /** Watches come to harm. */
  opened(watch: Watch): void;
  closed(watch: Watch): void;
  isForbidden: (attempt: Attempt) => boolean;
};

/** When and for how long, unless it is said otherwise. */
const USUAL: Readonly<Record<FaultKind, Omit<Fault, 'kind'>>> = {
  'connection-reset': {},
  'truncated-event': {},
  'expired-410': {},
  'too-many-requests-429': {},
  'token-expired-401': {afterSeconds: 30, fromFirstWatch: true, forSeconds: 120},
  frozen: {afterSeconds: 30, fromFirstWatch: true, forSeconds: 400},
  'forbidden-events': {},
  'forbidden-pods': {},
  'forbidden-exec': {},
};

const SECONDS_UNTIL_HARM = 25;
/** One request in so many is told to come again later. */
const BUSY_EVERY = 5;
const READING = ['get', 'list', 'watch'];

/** What the faults of rights take away. */
const RIGHTS: readonly {kind: FaultKind; verbs: readonly string[]; resource: string; subresource?: string}[] =
  [
    {kind: 'forbidden-events', verbs: READING, resource: 'events'},
    {kind: 'forbidden-pods', verbs: READING, resource: 'pods'},
    {kind: 'forbidden-exec', verbs: ['create', 'get'], resource: 'pods', subresource: 'exec'},
  ];

const unauthorized = (): ApiError =>
  new ApiError({code: 401, reason: 'Unauthorized', message: 'Unauthorized'});
const busy = (): ApiError =>
  new ApiError({
    code: 429,
    reason: 'TooManyRequests',
    message: 'too many requests, please try again later',
    details: {retryAfterSeconds: 1},
    headers: {'retry-after': '1'},
  });

/** The refusal of an attempt, in the words of the API server. */
export function refusal({verb, resource, subresource, group, namespace, name}: Attempt): ApiError {
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const what = name === '' ? `${resource} is forbidden` : `${resource} "${name}" is forbidden`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return forbidden(
    `${what}: User "practice" cannot ${verb} resource "${full}" in API group "${group}" ${where}`,
    {
      ...(name === '' ? {} : {name}),
      kind: resource,
    },
  );
}

/** No fault to begin with. */
export function createFaults(clock: Clock): Faults {
  const active = new Set<FaultKind>();
  const watches = new Set<Watch>();
  const waiting: (() => void)[] = [];
  const untilWatched: Fault[] = [];
  let isWatched = false;
  let requests = 0;
  let expiredWatches = 0;

  const thaw = (): void => {
    for (const watch of watches) watch.freeze(false);
    for (const go of waiting.splice(0)) go();
  };
  const withdraw = (kind?: FaultKind): void => {
    if (kind === undefined) active.clear();
    else active.delete(kind);
    if (!active.has('frozen')) thaw();
  };
  const begin = ({kind, forSeconds}: Fault): void => {
    active.add(kind);
    if (kind === 'frozen') for (const watch of watches) watch.freeze(true);
    else for (const watch of watches) harm(watch);
    if (forSeconds !== undefined) clock.after(forSeconds, () => withdraw(kind));
  };
  const beginLater = (fault: Fault): void => {
    const {afterSeconds = 0} = fault;
    if (afterSeconds > 0) clock.after(afterSeconds, () => begin(fault));
    else begin(fault);
  };
  const harm = (watch: Watch): void => {
    if (active.has('frozen')) watch.freeze(true);
    clock.after(SECONDS_UNTIL_HARM, () => {
      if (!watches.has(watch)) return;
      if (active.has('connection-reset')) watch.reset();
      else if (active.has('truncated-event')) {
        watch.write('{"type":"MODIFIED","object":{"kind":"Pod","metadata":{"na');
        watch.end();
      } else if (active.has('expired-410')) {
        watch.write(
          `${JSON.stringify({type: 'ERROR', object: expired('The resourceVersion for the provided watch is too old.').toStatus()})}\n`,
        );
        watch.end();
      }
    });
  };

  return {
    inject(fault) {
      const wanted = {...(fault.afterSeconds === undefined ? USUAL[fault.kind] : {}), ...fault};
      if (wanted.fromFirstWatch === true && !isWatched) untilWatched.push(wanted);
      else beginLater(wanted);
    },
    withdraw,
    async before({isWatch}) {
      if (active.has('frozen')) await new Promise<void>((resolve) => waiting.push(resolve));
      requests += 1;
      if (active.has('token-expired-401')) throw unauthorized();
      if (active.has('too-many-requests-429') && requests % BUSY_EVERY === 0) throw busy();
      // Every second watch is refused at once, the others end later: both ways occur.
      if (active.has('expired-410') && isWatch && ++expiredWatches % 2 === 0)
        throw expired('The resourceVersion for the provided watch is too old.');
    },
    opened(watch) {
      watches.add(watch);
      isWatched = true;
      for (const fault of untilWatched.splice(0)) beginLater(fault);
      harm(watch);
    },
    closed: (watch) => void watches.delete(watch),
    isForbidden: ({verb, resource, subresource}) =>
      RIGHTS.some(
        (right) =>
          active.has(right.kind) &&
          right.verbs.includes(verb) &&
          right.resource === resource &&
          (right.subresource === undefined || right.subresource === subresource),
      ),
  };
}
