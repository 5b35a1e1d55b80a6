import {createServer, request as forward, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import type {TestContext} from 'node:test';

/** What kubectl asks. */
export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** The answer of the server behind, as JSON. */
  readonly behind: () => Promise<{readonly code: number; readonly body: unknown}>;
}

export interface GivenAnswer {
  readonly code?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Says what a request gets instead of the answer of the server behind; `undefined` lets it through. */
export type Meddling = (request: AskedRequest) => GivenAnswer | undefined | Promise<GivenAnswer | undefined>;

/** A refusal in the form of the Kubernetes API. */
export const refuse = (code: number, reason: string, message: string): GivenAnswer => ({
  code,
  body: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code},
});

interface Passed {
  readonly url: URL;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server in front of another one, at an address of its own. */
export async function startFaultProxy(
  context: Pick<TestContext, 'after'>,
  {behind, meddle}: {readonly behind: string; readonly meddle: Meddling},
): Promise<string> {
  const open = ({url, method, headers, body}: Passed) => {
    const passed = forward(url, {method, headers});
    passed.end(body);
    return passed;
  };
  const server = createServer((message, response) => {
    void (async () => {
      const url = new URL(message.url ?? '/', behind);
      const {method = 'GET', headers} = message;
      const body = await buffer(message);
      const given = await meddle({
        method,
        path: url.pathname,
        query: url.searchParams,
        body: body.toString(),
        behind: () =>
          new Promise((resolve, reject) => {
            // What is changed on its way back has to be readable.
            const plain = {...headers, accept: 'application/json', 'accept-encoding': 'identity'};
            open({url, method, headers: plain, body})
              .on('error', reject)
              .on('response', (answer) => {
                buffer(answer).then(
                  (bytes) =>
                    resolve({code: answer.statusCode ?? 500, body: JSON.parse(bytes.toString()) as unknown}),
                  reject,
                );
              });
          }),
      });
      if (given !== undefined) {
        const isText = typeof given.body === 'string';
        response.writeHead(given.code ?? 200, {
          'content-type': isText ? 'text/html' : 'application/json',
          ...given.headers,
        });
        response.end(isText ? given.body : JSON.stringify(given.body));
        return;
      }
      open({url, method, headers, body})
        .on('error', () => response.destroy())
        .on('response', (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
          answer.on('error', () => response.destroy());
        });
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
