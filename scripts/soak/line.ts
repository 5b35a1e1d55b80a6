import {Agent, createServer, request as forward, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import type {LineFault} from './schedule.ts';

/** A server in front of the cluster, at an address of its own, on which the line comes to harm. */
export interface Line {
  readonly url: string;
  /** Plays one fault to its end. */
  readonly play: (fault: LineFault, seconds: number) => Promise<void>;
  readonly close: () => void;
}

/** What kubectl is refused with, in the words of the API server and of what stands in front of it. */
const REFUSALS: Readonly<Partial<Record<LineFault, {code: number; reason: string; message: string}>>> = {
  '401': {code: 401, reason: 'Unauthorized', message: 'Unauthorized'},
  '403': {code: 403, reason: 'Forbidden', message: 'forbidden: User "soak" cannot do that for a while'},
  '429': {code: 429, reason: 'TooManyRequests', message: 'too many requests, please try again later'},
  '500': {code: 500, reason: 'InternalError', message: 'etcdserver: request timed out'},
  '503': {code: 503, reason: 'ServiceUnavailable', message: 'apiserver is shutting down'},
};
const PORTAL = '<!doctype html><title>Sign in</title><p>Sign in to go on.</p>';
const HALF = '{"type":"MODIFIED","object":{"kind":"Pod","metadata":{"na';
const gone = {code: 410, reason: 'Expired', message: 'too old resource version: 1 (2)'};
const statusOf = (failure: {code: number}): string =>
  JSON.stringify({kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', ...failure});
/** Watches that are refused after those that are open were told that their history is gone. */
const GONE_WATCHES = 3;
const SLOW_BYTES = 700;
const SLOW_EVERY_MS = 25;

interface Passing {
  readonly answer: IncomingMessage;
  readonly response: ServerResponse;
  readonly isWatch: boolean;
  /** Whether what was written last ends a line. */
  atLineEnd: boolean;
  /** Pieces that wait until the slow line has taken those before them. */
  waiting: number;
  turn: Promise<void>;
}

/** Stands in front of this address. `pause` waits, or less when the run ends. */
export async function openLine(behind: string, pause: (ms: number) => Promise<void>): Promise<Line> {
  const agent = new Agent({keepAlive: true});
  const sockets = new Set<Socket>();
  const passing = new Set<Passing>();
  let now: LineFault | undefined;
  let isClosed = false;
  const isSlow = (): boolean => now === 'slow bytes';
  let goneWatches = 0;
  let held: (() => void)[] = [];

  /** Writes in small pieces while the line is slow; what comes meanwhile waits its turn. */
  async function trickle({response}: Passing, chunk: Buffer): Promise<void> {
    let at = 0;
    while (at < chunk.length && isSlow()) {
      response.write(chunk.subarray(at, (at += SLOW_BYTES)));
      await pause(SLOW_EVERY_MS);
    }
    response.write(chunk.subarray(at));
  }

  function write(one: Passing, chunk: Buffer): void {
    if (one.waiting === 0 && !isSlow()) return void one.response.write(chunk);
    one.waiting += 1;
    const before = one.turn;
    one.turn = (async () => {
      await before;
      await trickle(one, chunk);
      one.waiting -= 1;
    })();
  }

  function pass(message: IncomingMessage, response: ServerResponse, isWatch: boolean): void {
    const url = new URL(message.url ?? '/', behind);
    const request = forward(url, {method: message.method, headers: message.headers, agent});
    request.on('error', () => response.destroy());
    response.on('close', () => request.destroy());
    request.on('response', (answer) => {
      const one: Passing = {
        answer,
        response,
        isWatch,
        atLineEnd: true,
        waiting: 0,
        turn: Promise.resolve(),
      };
      passing.add(one);
      response.on('close', () => passing.delete(one));
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      answer.on('data', (chunk: Buffer) => {
        one.atLineEnd = chunk.at(-1) === 10;
        write(one, chunk);
      });
      answer.on('end', () => void one.turn.then(() => response.end()));
      answer.on('error', () => response.destroy());
      if (now === 'stall') answer.pause();
    });
    message.pipe(request);
  }

  function refuse(response: ServerResponse): boolean {
    const refusal = now === undefined ? undefined : REFUSALS[now];
    if (now === 'a portal in between') {
      response.writeHead(200, {'content-type': 'text/html'}).end(PORTAL);
      return true;
    }
    if (refusal === undefined) return false;
    response.writeHead(refusal.code, {'content-type': 'application/json'}).end(statusOf(refusal));
    return true;
  }

  const server = createServer((message, response) => {
    const isWatch = /[?&]watch=(?:1|true)/.test(message.url ?? '');
    const go = (): void => {
      if (response.destroyed) return;
      if (refuse(response)) return void message.resume();
      if (isWatch && goneWatches > 0) {
        goneWatches -= 1;
        response.writeHead(410, {'content-type': 'application/json'}).end(statusOf(gone));
        return;
      }
      pass(message, response, isWatch);
    };
    if (now === 'stall') held.push(go);
    else go();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = async (port: number): Promise<void> =>
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const watches = (): Passing[] =>
    [...passing].filter(({isWatch, atLineEnd, waiting}) => isWatch && atLineEnd && waiting === 0);
  const endWith = (text: string): void => {
    for (const {response} of watches()) response.end(text);
  };
  await listen(0);
  const {port} = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    async play(fault, seconds) {
      if (fault === 'cut') return cut();
      if (fault === 'half an event') return endWith(HALF);
      if (fault === '410 Gone') {
        goneWatches = GONE_WATCHES;
        return endWith(`${JSON.stringify({type: 'ERROR', object: JSON.parse(statusOf(gone))})}\n`);
      }
      now = fault;
      if (fault === 'stall') for (const {answer} of passing) answer.pause();
      else if (fault === 'server restart') {
        server.close();
        cut();
      } else if (fault !== 'slow bytes') cut();
      await pause(seconds * 1000);
      now = undefined;
      if (fault === 'server restart' && !isClosed) await listen(port);
      for (const {answer} of passing) answer.resume();
      const waiting = held;
      held = [];
      for (const go of waiting) go();
    },
    close() {
      isClosed = true;
      server.close();
      cut();
      agent.destroy();
    },
  };
}
