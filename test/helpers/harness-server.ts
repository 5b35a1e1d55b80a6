import {once} from 'node:events';
import {createServer, type RequestListener, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';

/** A request as the server got it. */
export interface SeenRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface HarnessServer {
  readonly url: string;
  readonly seen: SeenRequest[];
}

/** Stands in for the API of Harness, on a port of this machine, until the test ends. */
export async function harnessServer(t: TestContext, answer: RequestListener): Promise<HarnessServer> {
  const seen: SeenRequest[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const {method, url, headers} = request;
      seen.push({method, url, headers, body});
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen};
}

export const answersJson =
  (value: unknown): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify(value));

export const answersStatus =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (request, response) =>
    // What came in is sent back: nothing of it may be shown.
    response.writeHead(code, headers).end(`${String(request.headers['x-api-key'])} denied`);
