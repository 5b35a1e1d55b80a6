import assert from 'node:assert/strict';
import {test} from 'node:test';
import {rawPath, serverPath} from '../../../src/services/kubectl/call.ts';
import {classifyError, serverName} from '../../../src/services/kubectl/classify-error.ts';
import {jsonObjects, jsonSplitter} from '../../../src/services/kubectl/json-stream.ts';
import type {RunEnd} from '../../../src/services/run.ts';

const target = {
  server: 'https://bob@api.example.com:6443/k8s/c-1',
  context: 'prod east',
  plugin: 'kubelogin',
};
const rows: readonly (readonly [kind: string, stderr: string, end?: RunEnd])[] = [
  [
    'refused',
    'The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?',
  ],
  [
    'refused',
    'error: error validating "F": error validating data: failed to download openapi: Get "http://x": dial tcp 1.2.3.4:1: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false',
  ],
  ['dns', 'Unable to connect to the server: dial tcp: lookup nope.example on 10.0.0.2:53: no such host'],
  [
    'timeout',
    'Unable to connect to the server: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  ['timeout', 'error: context deadline exceeded'],
  ['timeout', 'Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout'],
  [
    'timeout',
    'something began\nE1122 10:00:00.000000 1 memcache.go:265] "Unhandled Error" err="x"',
    'timeout',
  ],
  ['plugin-hangs', 'To sign in, open https://login.example/device and enter ABCD', 'timeout'],
  ['plugin-hangs', '', 'timeout'],
  [
    'tls',
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  ['tls', 'Unable to connect to the server: x509: certificate has expired or is not yet valid'],
  ['tls', 'Get "https://x": http: server gave HTTP response to HTTPS client'],
  [
    'proxy',
    'Unable to connect to the server: proxyconnect tcp: dial tcp 10.9.9.9:3128: connect: connection refused',
  ],
  ['proxy', 'Error from server: <html><title>502 Bad Gateway</title></html>'],
  ['captive', "Error from server (InternalError): invalid character '<' looking for beginning of value"],
  ['unauthorized', 'error: You must be logged in to the server (Unauthorized)'],
  [
    'unauthorized',
    'error: failed to download openapi: the server has asked for the client to provide credentials; if you choose',
  ],
  [
    'forbidden',
    'Error from server (Forbidden): pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "x"',
  ],
  ['not-found', 'Error from server (NotFound): deployments.apps "nope" not found'],
  ['expired', 'Error from server (Expired): too old resource version: 1 (7)'],
  ['too-many-requests', 'Error from server (TooManyRequests): too many requests, please try again later'],
  ['conflict', 'error: Apply failed with 1 conflict: conflict with "helm": .spec.replicas'],
  [
    'conflict',
    'Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "x": the object has been modified',
  ],
  ['denied', 'Error from server: admission webhook "policy.example.com" denied the request: no'],
  [
    'denied',
    'Error from server (InternalError): Internal error occurred: failed calling webhook "w.example.com": connection refused',
  ],
  [
    'invalid',
    'Error from server (Invalid): Deployment.apps "x" is invalid: spec.selector: field is immutable',
  ],
  [
    'invalid',
    'error: resource mapping not found for name: "x" namespace: "y" from "m.yaml": no matches for kind "CronJob" in version "batch/v1beta1"\nensure CRDs are installed first',
  ],
  [
    'exec-plugin-missing',
    'Unable to connect to the server: getting credentials: exec: executable aws not found\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.',
  ],
  [
    'plugin-needs-terminal',
    'Unable to connect to the server: getting credentials: exec plugin cannot support interactive mode: standard input is not a terminal',
  ],
  [
    'plugin-failed',
    'Unable to connect to the server: getting credentials: exec: executable kubelogin failed with exit code 1',
  ],
  ['connection-lost', 'error: unexpected EOF'],
  ['connection-lost', 'error: http2: client connection lost'],
  [
    'server-error',
    'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
  ],
  ['kubeconfig', 'error: context "zz" does not exist'],
  ['kubeconfig', 'error: error loading config file "/x/y": yaml: line 4: did not find expected key'],
  ['kubectl', 'It cannot be started: it does not exist.', 'not-started'],
  ['stopped', '', 'stopped'],
  ['too-much', '', 'too-much'],
  ['other', 'error: something new'],
  ['other', ''],
];
for (const [kind, stderr, end = 'exited'] of rows) {
  test(`${kind}: ${stderr.slice(0, 70)}`, () => {
    const failure = classifyError({end, stderr}, target);
    assert.equal(failure.kind, kind);
    assert.match(failure.message, /^[^\n]+\.$/);
    assert.match(failure.next, /^[^\n]+[^ ]$/);
    assert.ok(!failure.message.includes('bob@') && !failure.message.includes('!'));
  });
}

test('what a plugin that hangs says last is told: it may be what it waits for', () => {
  const {message} = classifyError(
    {end: 'timeout', stderr: 'noise\nOpen \u001b[31mhttps://x and enter ABCD.\n'},
    target,
  );
  assert.equal(
    message,
    'kubectl said nothing for too long; perhaps its login plugin waits for you: Open https://x and enter ABCD.',
  );
});

test('how the kubeconfig says to get a plugin is told, its first paragraph, clean', () => {
  const stderr = (hint: string) =>
    `Unable to connect to the server: getting credentials: exec: executable aws not found\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.\n\nTo learn more about this feature, consult the documentation available at:\n      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins${hint}`;
  const next = (hint: string) => classifyError({end: 'exited', stderr: stderr(hint)}, target).next;
  assert.match(
    next('\n\nGet it\u001b[2J from\nhttps://x.\n\nUnable to connect: no'),
    /^The kubeconfig says: Get it from https:\/\/x\. Install it where PATH finds it, or /,
  );
  for (const none of ['', '\n', '\nUnable to connect to the server: no'])
    assert.match(next(none), /^Install it where PATH finds it, or choose another context/);
});

test('without a login plugin nobody is suspected of waiting for a person', () => {
  assert.equal(
    classifyError({end: 'timeout', stderr: ''}, {server: 'https://a', context: 'c'}).kind,
    'timeout',
  );
});

test('the server by its host and port', () => {
  assert.equal(serverName('https://bob:pw@api.example.com:6443/k8s'), 'api.example.com:6443');
  assert.equal(serverName('localhost:8080'), 'localhost:8080');
  assert.equal(serverName('https://\u001b[31mred'), 'red');
});

test('addresses', () => {
  assert.equal(serverPath('https://h/k8s/clusters/c-1/'), '/k8s/clusters/c-1');
  assert.equal(serverPath('h:8080'), '');
  assert.equal(serverPath('::'), '');
  const pods = {
    group: '',
    version: 'v1',
    resource: 'pods',
    namespace: 'a/../b',
    query: {labelSelector: 'a=b,c in (d)'},
  };
  assert.equal(
    rawPath('https://h/p', pods),
    '/p/api/v1/namespaces/a%2F..%2Fb/pods?labelSelector=a%3Db%2Cc+in+%28d%29',
  );
  assert.equal(
    rawPath('https://h', {group: 'apps', version: 'v1', resource: 'deployments', namespace: 'n', name: 'x'}),
    '/apis/apps/v1/namespaces/n/deployments/x',
  );
  assert.throws(() => rawPath('https://h', {...pods, namespace: '..'}), /needs a namespace and a name/);
  assert.throws(() => rawPath('https://h', {...pods, name: ''}), /needs a namespace and a name/);
});

const VALUES = [{a: '}{"]\\"', b: {c: ['ä😀', '\\']}}, {}, [1, {x: 2}], {text: '{\n"a": 1\n}\n{'}];
for (const size of [1, 2, 3, 7, 10_000]) {
  test(`objects that follow each other, in pieces of ${size}`, () => {
    const text = VALUES.map((value) => JSON.stringify(value, null, 2)).join('\n');
    const splitter = jsonSplitter();
    const found: unknown[] = [];
    for (let start = 0; start < text.length; start += size)
      found.push(...splitter.push(text.slice(start, start + size)));
    splitter.end();
    assert.deepEqual(found, VALUES);
  });
}
test('what is cut off or no JSON is an error', () => {
  assert.throws(() => jsonObjects('{"a": 1}\n{"b": '), SyntaxError);
  assert.throws(() => jsonObjects('{a: 1}'), SyntaxError);
  assert.throws(() => jsonObjects('{"a":1} tail'), SyntaxError);
  assert.deepEqual(jsonObjects(' \n'), []);
});
