import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {request, type IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import type {Duplex} from 'node:stream';
import {after, before, describe, it} from 'node:test';
import fc from 'fast-check';
import {CLOSE, frameOf, readFrame} from '../../src/practice/api/web-socket.ts';
import {answerExec} from '../../src/practice/exec/answer-exec.ts';
import type {PretendTool} from '../../src/practice/exec/pretend-tool.ts';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';

const NAMESPACE = 'harness-delegate-ng';
const TOOLS: readonly PretendTool[] = [
  {program: 'kubectl', output: 'Client Version: v1.33.0'},
  {program: 'helm', output: '', errors: 'no such library', exitCode: 127},
  {program: 'stuck', output: 'never seen', hangs: true},
];

/** A client's frame: as the server's, but masked. */
function masked(opcode: number, payload: Buffer, mask = Buffer.from([1, 2, 3, 4])): Buffer {
  const frame = frameOf(opcode, payload);
  const body = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  frame.writeUInt8((frame[1] ?? 0) | 0x80, 1);
  return Buffer.concat([frame.subarray(0, frame.length - payload.length), mask, body]);
}

describe('WebSocket frames', () => {
  it('are read as they were written, and only whole', () => {
    const payloads = fc.oneof(fc.uint8Array({maxLength: 300}), fc.constant(new Uint8Array(70_000).fill(7)));
    fc.assert(
      fc.property(payloads, fc.uint8Array({minLength: 4, maxLength: 4}), fc.nat(), (bytes, mask, cut) => {
        const payload = Buffer.from(bytes);
        const frame = masked(2, payload, Buffer.from(mask));
        const found = readFrame(Buffer.concat([frame, Buffer.from([0x81])]));
        assert.deepEqual(found, {frame: {final: true, opcode: 2, payload}, size: frame.length});
        assert.equal(readFrame(frame.subarray(0, cut % frame.length)), undefined);
      }),
    );
  });

  it('of clients are masked, and not too large', () => {
    assert.equal(readFrame(frameOf(2, Buffer.from('x'))), 'unmasked');
    const huge = Buffer.from([0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.equal(readFrame(huge), 'too-large');
  });
});

describe('a command in the pretend container', () => {
  const CASES: readonly [readonly string[], ReturnType<typeof answerExec>][] = [
    [['kubectl', 'version'], {kind: 'ended', stdout: 'Client Version: v1.33.0\n', stderr: '', exitCode: 0}],
    [['helm'], {kind: 'ended', stdout: '', stderr: 'no such library\n', exitCode: 127}],
    [['stuck'], {kind: 'hangs'}],
    [['sh', '-c', 'echo $0', 'x'], {kind: 'script', args: ['-c', 'echo $0', 'x']}],
    [['/bin/sh', '-c', 'true'], {kind: 'script', args: ['-c', 'true']}],
  ];
  for (const [command, answer] of CASES)
    it(command.join(' '), () => assert.deepEqual(answerExec({command, tools: TOOLS}), answer));

  it('may be one that is not there', () => {
    for (const [command, tools] of [
      [['terraform'], TOOLS],
      [['bash', '-c', 'true'], TOOLS],
      [['sh', '-c', 'true'], []],
    ] as const) {
      const answer = answerExec({command, tools});
      assert.ok(answer.kind === 'not-started');
      assert.match(
        answer.message,
        /OCI runtime exec failed: .* exec: "\w+": executable file not found in \$PATH: unknown$/,
      );
    }
  });

  it('is no shell to type into', () => {
    const answer = answerExec({command: ['sh'], tools: TOOLS});
    assert.ok(answer.kind === 'ended' && answer.exitCode === 2);
  });
});

const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol': 'v5.channel.k8s.io',
};

type Reply = {status: number; headers: IncomingMessage['headers']; socket?: Duplex; body: string};

/** Sends one request that wants more than an answer. */
const upgrade = (url: string, path: string, headers: object = {}, socket?: Duplex): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request(url + path, {
      headers: {...HANDSHAKE, ...headers},
      ...(socket === undefined ? {} : {createConnection: () => socket}),
    });
    sent.on('upgrade', ({statusCode = 0, headers: got}, opened, head) => {
      if (head.length > 0) opened.unshift(head);
      resolve({status: statusCode, headers: got, socket: opened, body: ''});
    });
    sent.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({status: response.statusCode ?? 0, headers: response.headers, body}));
    });
    sent.on('error', reject);
    sent.end();
  });

/** A way to the cluster through its own proxy, with the words that the kubeconfig has for it. */
const tunnel = (url: string, login: string): Promise<{line: string; socket: Duplex}> =>
  new Promise((resolve, reject) => {
    const {host, hostname, port} = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', reject);
    socket.once('data', (bytes: Buffer) => resolve({line: bytes.toString().split('\r\n')[0] ?? '', socket}));
    const basic = Buffer.from(login).toString('base64');
    socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`);
  });

/** Everything that the server says until it closes: texts by channel, and the code of the end. */
async function conversation(socket: Duplex): Promise<{channels: Record<number, string>; code: number}> {
  const channels: Record<number, string> = {};
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const [head = 0, size = 0] = bytes;
      const at = size === 126 ? 4 : 2;
      const length = size === 126 && bytes.length > 4 ? bytes.readUInt16BE(2) : size;
      if (bytes.length < at + length || bytes.length < 2) break;
      const payload = bytes.subarray(at, at + length);
      bytes = bytes.subarray(at + length);
      if ((head & 0x0f) === 8) {
        socket.destroy();
        return {channels, code: payload.readUInt16BE(0)};
      }
      const channel = payload[0] ?? 0;
      channels[channel] = (channels[channel] ?? '') + payload.subarray(1).toString();
    }
  }
  throw new Error('the connection ended without a close frame');
}

describe('exec over the wire', () => {
  let practice: Practice;
  let path: string;
  before(async () => {
    practice = await startPractice({scenario: 'ok', serving: true, speed: 200, seed: 3, tools: TOOLS});
    const [pod] = practice.snapshot('Pod', NAMESPACE).items;
    path = `/api/v1/namespaces/${NAMESPACE}/pods/${pod?.metadata.name}/exec?stdout=1&stderr=1`;
  });
  after(() => practice.close());

  const password = (): string => {
    const {clusters} = JSON.parse(readFileSync(practice.kubeconfig, 'utf8'));
    const proxy = new URL(clusters[0].cluster['proxy-url']);
    assert.equal(clusters[0].cluster.server, `http://${proxy.host}`);
    return `${proxy.username}:${proxy.password}`;
  };

  it('answers on channels and closes', async () => {
    const {status, headers, socket} = await upgrade(practice.url, `${path}&command=kubectl`);
    assert.equal(status, 101);
    // Source of the example: RFC 6455, 1.3.
    assert.equal(headers['sec-websocket-accept'], 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    assert.equal(headers['sec-websocket-protocol'], 'v5.channel.k8s.io');
    assert.ok(socket);
    const {channels, code} = await conversation(socket);
    assert.equal(channels[1], 'Client Version: v1.33.0\n');
    assert.deepEqual(JSON.parse(channels[3] ?? ''), {metadata: {}, status: 'Success'});
    assert.equal(code, CLOSE.normal);
  });

  it('tells the exit code, and knows the older protocol', async () => {
    const older = {'sec-websocket-protocol': 'v4.channel.k8s.io'};
    const {headers, socket} = await upgrade(practice.url, `${path}&command=helm`, older);
    assert.equal(headers['sec-websocket-protocol'], 'v4.channel.k8s.io');
    assert.ok(socket);
    const {channels} = await conversation(socket);
    assert.equal(channels[2], 'no such library\n');
    const {reason, details} = JSON.parse(channels[3] ?? '');
    assert.equal(reason, 'NonZeroExitCode');
    assert.deepEqual(details.causes, [{reason: 'ExitCode', message: '127'}]);
  });

  it('says pong, and goodbye', async () => {
    const {socket} = await upgrade(practice.url, `${path}&command=stuck`);
    assert.ok(socket);
    const heard = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (bytes: Buffer) => {
        text += bytes.toString('latin1');
        if (text.includes('still there?')) resolve(text);
      });
    });
    socket.write(masked(9, Buffer.from('still there?')));
    assert.ok((await heard).includes('\x8a'));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.end(masked(8, Buffer.from([0x03, 0xe8])));
    await closed;
  });

  it('runs scripts for the owner of the kubeconfig only', async () => {
    const script = `${path}&command=sh&command=-c&command=${encodeURIComponent('kubectl; exit 4')}`;
    const refused = await upgrade(practice.url, script);
    assert.equal(refused.status, 403);
    assert.match(JSON.parse(refused.body).message, /for the owner of this practice cluster only/);
    assert.match((await tunnel(practice.url, 'practice:guess')).line, / 407 /);
    const {line, socket} = await tunnel(practice.url, password());
    assert.match(line, / 200 /);
    const opened = await upgrade(practice.url, script, {}, socket);
    assert.ok(opened.socket);
    const {channels} = await conversation(opened.socket);
    assert.equal(channels[1], 'Client Version: v1.33.0\n');
    assert.match(channels[3] ?? '', /exit status 4/);
  });

  const REFUSED: readonly [what: string, query: string, headers: object, status: number, message: RegExp][] =
    [
      ['web pages', '&command=kubectl', {origin: 'http://evil.example'}, 403, /for kubectl only/],
      ['other names', '&command=kubectl', {host: 'evil.example'}, 400, /for 127\.0\.0\.1 only/],
      ['no command', '', {}, 400, /at least 1 command/],
      ['another container', '&command=x&container=y', {}, 400, /container y is not valid/],
      ['unknown protocols', '&command=x', {'sec-websocket-protocol': 'channel.k8s.io'}, 400, /none of these/],
      ['SPDY', '&command=x', {upgrade: 'SPDY/3.1'}, 400, /speaks WebSocket: take kubectl 1\.30/],
    ];
  for (const [what, query, headers, status, message] of REFUSED)
    it(`refuses ${what}`, async () => {
      const reply = await upgrade(practice.url, path + query, headers);
      assert.equal(reply.status, status);
      assert.match(JSON.parse(reply.body).message, message);
    });

  it('refuses what is no exec, pods that are not there and what may not be done', async () => {
    assert.equal((await upgrade(practice.url, '/api/v1/namespaces')).status, 404);
    assert.equal((await upgrade(practice.url, path.replace(/pods\/[^/]+/, 'pods/none'))).status, 404);
    const plain = await fetch(practice.url + path);
    assert.match(await plain.text(), /Upgrade request required/);
    practice.inject('forbidden-exec');
    const reply = await upgrade(practice.url, `${path}&command=kubectl`);
    practice.withdraw('forbidden-exec');
    assert.equal(reply.status, 403);
    assert.match(JSON.parse(reply.body).message, /cannot create resource "pods\/exec"/);
  });
});

describe('exec without tools', () => {
  it('runs nothing and needs no login', async (context) => {
    const practice = await startPractice({scenario: 'ok', serving: true, seed: 3});
    context.after(() => practice.close());
    assert.doesNotMatch(readFileSync(practice.kubeconfig, 'utf8'), /proxy-url/);
    const [pod] = practice.snapshot('Pod', NAMESPACE).items;
    const path = `/api/v1/namespaces/${NAMESPACE}/pods/${pod?.metadata.name}/exec?stdout=1`;
    const {socket} = await upgrade(practice.url, `${path}&command=sh&command=-c&command=true`);
    assert.ok(socket);
    const {message, code} = JSON.parse((await conversation(socket)).channels[3] ?? '');
    assert.equal(code, 500);
    assert.match(message, /exec: "sh": executable file not found in \$PATH/);
  });
});
