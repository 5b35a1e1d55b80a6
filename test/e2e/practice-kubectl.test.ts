import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import type {PretendTool} from '../../src/practice/exec/pretend-tool.ts';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';
import {DEPLOY_FLAGS, lastLine, runDeploy} from '../helpers/deploy-run.ts';
import {MANIFEST_TOKEN} from '../helpers/fault-secrets.ts';
import {kubectl, startKubectl, type KubectlResult, type RunningKubectl} from '../helpers/kubectl.ts';
import {needs} from '../helpers/needs.ts';
import {practiceManifest} from '../helpers/play-scenario.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const NAMESPACE = 'harness-delegate-ng';
const DEPLOYMENT = 'deploy/custom-del';
const SPEED = 100;
const SERVER_SIDE = ['apply', '--server-side', '--force-conflicts', '--field-manager=delegate-tui', '-f'];

/** A practice cluster, a manifest beside it, and kubectl in its namespace. */
type Bench = {
  practice: Practice;
  manifest: string;
  run: (...args: string[]) => Promise<KubectlResult>;
  /** Runs kubectl and gives its output; fails the test when it does not end well. */
  well: (...args: string[]) => Promise<string>;
  /** Starts a kubectl that goes on, until the test ends at the latest. */
  follow: (...args: string[]) => RunningKubectl;
};

async function bench(
  context: TestContext,
  scenario: string,
  speed = SPEED,
  more: Partial<Parameters<typeof startPractice>[0]> = {},
): Promise<Bench> {
  const directory = temporaryDirectory(context);
  const practice = await startPractice({scenario, speed, directory, seed: 11, ...more});
  context.after(() => practice.close());
  const manifest = join(directory, 'harness-delegate.yaml');
  writeFileSync(manifest, practiceManifest());
  const run = (...args: string[]): Promise<KubectlResult> =>
    kubectl(practice, ['--request-timeout=30s', '-n', NAMESPACE, ...args]);
  return {
    practice,
    manifest,
    run,
    async well(...args) {
      const {code, stdout, stderr} = await run(...args);
      assert.equal(code, 0, `kubectl ${args.join(' ')}\n${stdout}${stderr}`);
      return stdout;
    },
    follow(...args) {
      const running = startKubectl(practice, ['-n', NAMESPACE, ...args]);
      context.after(() => running.kill());
      return running;
    },
  };
}

/** Mostly waiting: side by side. */
const OPTIONS = {...needs('kubectl'), concurrency: 4};

describe('the real kubectl on the practice cluster', OPTIONS, () => {
  it('finds a server of its own version, and may do everything', async (context) => {
    const {run} = await bench(context, 'ok');
    const {code, stdout, stderr} = await run('version', '-o', 'json');
    assert.equal(code, 0);
    assert.match(JSON.parse(stdout).serverVersion.gitVersion, /^v1\.\d+\.\d+$/);
    assert.equal(stderr, '');
    assert.equal((await run('auth', 'can-i', 'create', 'deployments')).stdout, 'yes\n');
    assert.match((await run('get', 'nodes')).stdout, /^NAME +STATUS +ROLES +AGE +VERSION\nnode-1 +Ready/);
  });

  it('deploys, watches, updates, takes back and deletes', async (context) => {
    const {run, well, follow, manifest, practice} = await bench(context, 'ok', 400);
    const applied = await well('apply', '--server-side', '-f', manifest);
    assert.equal(applied.trim().split('\n').length, 12);
    assert.match(applied, /deployment\.apps\/custom-del serverside-applied/);
    const watched = follow('get', 'pods', '-w', '-o', 'json', '--output-watch-events');
    assert.match(
      await well('rollout', 'status', DEPLOYMENT, '--timeout=50s'),
      /deployment "custom-del" successfully rolled out\n$/,
    );
    const last = JSON.parse(await watched.line((line) => line.includes('"phase":"Running"')));
    assert.ok(['ADDED', 'MODIFIED'].includes(last.type));

    assert.match(
      await well('get', 'pods'),
      /^NAME +READY +STATUS +RESTARTS +AGE\ncustom-del-\S+ +1\/1 +Running +0 +\d+m\S*\n$/,
    );
    const deployment = JSON.parse(await well('get', DEPLOYMENT, '-o', 'json'));
    assert.equal(deployment.status.availableReplicas, 1);
    assert.equal(deployment.spec.progressDeadlineSeconds, 900);
    assert.match(await well('logs', DEPLOYMENT), /Delegate registered with id/);
    await follow('logs', '-f', DEPLOYMENT).line((line) => line.includes('Delegate process started'));
    assert.match(
      await well('events', '--for', DEPLOYMENT),
      /Scaled up replica set custom-del-\S+ from 0 to 1/,
    );

    assert.match(await well('scale', DEPLOYMENT, '--replicas=2'), /scaled/);
    await well('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    assert.equal(practice.snapshot('Pod', NAMESPACE).items.length, 2);
    await well('set', 'image', DEPLOYMENT, 'delegate=acme/other:2');
    await well('rollout', 'pause', DEPLOYMENT);
    await well('rollout', 'resume', DEPLOYMENT);
    await well('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    await well('rollout', 'restart', DEPLOYMENT);
    await well('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    assert.match(await well('rollout', 'history', DEPLOYMENT), /\n1 .*\n2 .*\n3 /);
    await well('rollout', 'undo', DEPLOYMENT, '--to-revision=1');
    await well('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    assert.match(await well('get', DEPLOYMENT, '-o', 'wide'), /acme\/custom-delegate:26\.08/);

    const path = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/custom-del`;
    const options = join(dirname(manifest), 'options.json');
    writeFileSync(
      options,
      JSON.stringify({kind: 'DeleteOptions', apiVersion: 'v1', preconditions: {uid: 'another'}}),
    );
    assert.match(
      (await run('delete', '--raw', path, '-f', options)).stderr,
      /\(Conflict\).*does not match the UID in record/,
    );
    await well('delete', DEPLOYMENT, '--cascade=background');
    assert.equal(
      (await run('get', DEPLOYMENT)).stderr,
      'Error from server (NotFound): deployments.apps "custom-del" not found\n',
    );
    assert.match(await well('delete', 'namespace', NAMESPACE), /deleted/);
    assert.deepEqual(practice.snapshot('Secret', NAMESPACE).items, []);
  });

  it('applies from the client side, twice, and sees no difference', async (context) => {
    const {run, well, manifest, practice} = await bench(context, 'ok');
    const dry = await run('apply', '--dry-run=server', '-f', manifest);
    assert.match(dry.stderr, /namespaces "harness-delegate-ng" not found/);
    assert.equal(practice.snapshot('Deployment').items.length, 0);
    await well('apply', '-f', manifest);
    const {generation} = practice.snapshot('Deployment').items[0]?.metadata ?? {};
    assert.match(await well('apply', '-f', manifest), /service\/delegate-service unchanged/);
    assert.equal(practice.snapshot('Deployment').items[0]?.metadata.generation, generation);
    assert.equal(await well('diff', '-f', manifest), '');
  });

  it('is told who owns what', async (context) => {
    const {run, well, manifest} = await bench(context, 'image-not-found');
    const {code, stderr} = await run('apply', '--server-side', '--dry-run=server', '-f', manifest);
    assert.equal(code, 1);
    assert.match(stderr, /conflicts with "kubectl-client-side-apply" using apps\/v1:/);
    assert.match(stderr, /- \.spec\.template\.spec\.containers\[name="delegate"\]\.image/);
    await well(...SERVER_SIDE, manifest);
    await well(...SERVER_SIDE.filter((word) => word !== '--force-conflicts'), manifest);
  });

  it('is told what is wrong with a manifest', async (context) => {
    const {run, well, manifest} = await bench(context, 'ok');
    const text = practiceManifest();
    const cases: [string, string, RegExp][] = [
      [
        'unknown field',
        text.replace('  replicas: 1\n', '  replicaz: 1\n'),
        /\.spec\.replicaz: field not declared in schema/,
      ],
      [
        'removed API',
        text.replace('batch/v1', 'batch/v1beta1'),
        /no matches for kind "CronJob" in version "batch\/v1beta1"/,
      ],
      [
        'not base64',
        text.replaceAll('stringData:', 'data:').replaceAll(MANIFEST_TOKEN, 'YOUR_TOKEN'),
        /illegal base64 data at input byte 4/,
      ],
    ];
    for (const [what, changed, message] of cases) {
      writeFileSync(manifest, changed);
      const {code, stderr} = await run(...SERVER_SIDE, manifest);
      assert.equal(code, 1, what);
      assert.match(stderr, message);
    }
    writeFileSync(manifest, text.replace('  replicas: 1\n', '  replicaz: 1\n'));
    assert.match(
      (await run('create', '-f', manifest)).stderr,
      /strict decoding error: unknown field "spec\.replicaz"/,
    );
    assert.match(await well('create', 'secret', 'generic', 'by-hand', '--from-literal=a=b'), /created/);
  });

  it('lists, watches on and hears that the history is gone', async (context) => {
    const {run, follow, practice} = await bench(context, 'ok', 1000);
    const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;
    const {resourceVersion} = JSON.parse((await run('get', '--raw', pods)).stdout).metadata;
    const watch = `${pods}?watch=1&allowWatchBookmarks=true&timeoutSeconds=100`;
    const watching = follow('get', '--raw', `${watch}&resourceVersion=${resourceVersion}`);
    assert.equal(JSON.parse(await watching.line(() => true)).type, 'BOOKMARK');
    practice.compact();
    const {code, stdout} = await run('get', '--raw', `${watch}&resourceVersion=1`);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).object.reason, 'Expired');
    practice.inject('connection-reset');
    assert.equal((await watching.end).code, 1);
  });
});

describe('scenarios with the real kubectl', OPTIONS, () => {
  it('image-not-found: the older delegate serves on, undo ends it', async (context) => {
    const {run, well, follow, manifest} = await bench(context, 'image-not-found');
    await well(...SERVER_SIDE, manifest);
    const pods = follow('get', 'pods', '-w');
    await pods.line((line) => line.includes('ImagePullBackOff'));
    assert.match(
      (await run('logs', '-l', 'harness.io/name=custom-del')).stderr,
      /is waiting to start: (trying and failing to pull image|image can't be pulled)/,
    );
    await well('rollout', 'undo', DEPLOYMENT);
    await well('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    assert.match(await well('get', DEPLOYMENT, '-o', 'wide'), /1\/1 .*harness\/delegate:/);
  });

  it('crash-loop: the log of the run before tells why', async (context) => {
    const {run, well, follow, manifest} = await bench(context, 'crash-loop');
    await well(...SERVER_SIDE, manifest);
    const line = await follow('get', 'pods', '-w').line((one) => one.includes('CrashLoopBackOff'));
    const [pod = ''] = line.split(' ');
    assert.match(
      (await run('logs', pod, '--previous', '--tail=2')).stdout,
      /^Exception in thread "main".*\n\tat /,
    );
    assert.match(
      await well('events', '--for', `pod/${pod}`, '--types=Warning'),
      /BackOff .*Back-off restarting failed container delegate/,
    );
  });

  it('deadline: until then rollout status waits', async (context) => {
    const {well, follow, manifest} = await bench(context, 'deadline', 1, {serving: false});
    await well(...SERVER_SIDE, manifest);
    const waiting = follow('rollout', 'status', DEPLOYMENT);
    await waiting.line((line) => line.endsWith(': 0 of 1 updated replicas are available...'));
  });

  it('deadline: rollout status fails', async (context) => {
    const {run, well, manifest} = await bench(context, 'deadline', 1000);
    await well(...SERVER_SIDE, manifest);
    const {code, stderr} = await run('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    assert.equal(code, 1);
    assert.match(stderr, /error: deployment "custom-del" exceeded its progress deadline/);
  });

  const healed: [string, string[]][] = [
    ['quota', ['delete', 'resourcequota', 'team-quota']],
    ['webhook-unreachable', ['delete', 'validatingwebhookconfiguration', 'image-gate']],
    ['pod-security', ['label', 'namespace', NAMESPACE, 'pod-security.kubernetes.io/enforce-']],
    [
      'openshift-scc',
      [
        'create',
        'rolebinding',
        'anyuid',
        '--clusterrole=system:openshift:scc:anyuid',
        `--serviceaccount=${NAMESPACE}:custom-del`,
      ],
    ],
    [
      'missing-secret',
      ['create', 'secret', 'generic', 'custom-del-account-token', '--from-literal=DELEGATE_TOKEN=practice'],
    ],
  ];
  for (const [scenario, cure] of healed)
    it(`${scenario}: stuck, then healed with kubectl ${cure.slice(0, 2).join(' ')}`, async (context) => {
      const {well, follow, manifest} = await bench(context, scenario, 400);
      await well(...SERVER_SIDE, manifest);
      await follow('get', 'events', '-w').line((line) => /FailedCreate|Error: secret/.test(line));
      await well(...cure);
      await well('wait', DEPLOYMENT, '--for=condition=Available', '--timeout=50s');
    });

  it('superseded: another manager has the image', async (context) => {
    const {well, manifest, practice} = await bench(context, 'superseded');
    await well(...SERVER_SIDE, manifest);
    await well('wait', DEPLOYMENT, '--for=jsonpath={.metadata.generation}=3', '--timeout=50s');
    await well('rollout', 'status', DEPLOYMENT, '--timeout=50s');
    const managers = practice.snapshot('Deployment').items[0]?.metadata.managedFields ?? [];
    assert.ok(JSON.stringify(managers.find(({manager}) => manager === 'upgrader')).includes('f:image'));
    assert.match(await well('get', DEPLOYMENT, '-o', 'wide'), /harness\/delegate:26\.10/);
  });

  for (const scenario of ['connection-reset', 'truncated-event', 'expired-410'])
    it(`${scenario}: rollout status gets there all the same`, async (context) => {
      const {well, manifest} = await bench(context, scenario);
      await well(...SERVER_SIDE, manifest);
      assert.match(await well('rollout', 'status', DEPLOYMENT, '--timeout=55s'), /successfully rolled out/);
    });

  it('forbidden-pods: may not be listed', async (context) => {
    const {run} = await bench(context, 'forbidden-pods');
    assert.match(
      (await run('get', 'pods')).stderr,
      /^Error from server \(Forbidden\): pods is forbidden: User "practice" cannot list resource "pods"/,
    );
    assert.equal((await run('auth', 'can-i', 'list', 'pods')).stdout, 'no\n');
  });
});

/** What a delegate's container may have. */
const TOOLS: readonly PretendTool[] = [
  {program: 'helm', output: 'v3.19.0+g3d8990f'},
  {program: 'broken', output: '', errors: 'cannot open shared object file', exitCode: 127},
  {program: 'stuck', output: '', hangs: true},
];

describe('kubectl exec', OPTIONS, () => {
  const world = async (context: TestContext): Promise<Bench & {pod: string}> => {
    const made = await bench(context, 'ok', SPEED, {serving: true, tools: TOOLS});
    const [pod] = made.practice.snapshot('Pod', NAMESPACE).items;
    return {...made, pod: pod?.metadata.name ?? ''};
  };

  it('runs scripts with the pretend tools and nothing else', async (context) => {
    const {run, pod} = await world(context);
    const script =
      'for t in helm broken kubectl; do echo "<$t>"; $t version 2>&1 | cut -c1-32; done; helm >&2; echo $(id -u):$(id -g); exit 3';
    const {code, stdout, stderr} = await run('exec', pod, '-c', 'delegate', '--', 'sh', '-c', script);
    assert.match(
      stdout,
      /^<helm>\nv3\.19\.0\+g3d8990f\n<broken>\ncannot open shared object file\n<kubectl>\n.*not found\n1001:0\n$/,
    );
    assert.equal(stderr, 'v3.19.0+g3d8990f\ncommand terminated with exit code 3\n');
    assert.equal(code, 3);
  });

  it('sends input, and much output', async (context) => {
    const {practice, pod} = await world(context);
    const script = 'read line; echo "got $line"; head -c 2000000 /dev/zero | tr "\\0" x';
    const args = ['-n', NAMESPACE, 'exec', '-i', pod, '--', 'sh', '-c', script];
    const {code, stdout} = await kubectl(practice, args, 'a word\n');
    assert.equal(code, 0);
    assert.equal(stdout.length, 'got a word\n'.length + 2_000_000);
  });

  it('says in the words of containerd what is not there', async (context) => {
    const {run, pod} = await world(context);
    const {code, stderr} = await run('exec', pod, '--', 'terraform', 'version');
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error: Internal error occurred: error executing command in container: .* exec: "terraform": executable file not found in \$PATH: unknown\n$/,
    );
    assert.match((await run('exec', 'none', '--', 'helm')).stderr, /\(NotFound\): pods "none" not found/);
  });

  it('is refused without the right to it, which can be asked for', async (context) => {
    const {run, practice, pod} = await world(context);
    assert.equal((await run('auth', 'can-i', 'create', 'pods', '--subresource=exec')).stdout, 'yes\n');
    practice.inject('forbidden-exec');
    assert.equal((await run('auth', 'can-i', 'create', 'pods', '--subresource=exec')).stdout, 'no\n');
    assert.match((await run('exec', pod, '--', 'helm')).stderr, /\(Forbidden\): .*"pods\/exec"/);
  });

  /** Whether a process lives whose number stands in the script's own output. */
  const lives = (pid: string): boolean => {
    try {
      return process.kill(Number(pid), 0);
    } catch {
      return false;
    }
  };

  it('ends what hangs when the line is cut, when its time is over, and with the cluster', async (context) => {
    const hang = ['sh', '-c', 'echo $$; timeout 200 stuck'];
    const {follow, practice, pod} = await world(context);
    const cut = follow('exec', pod, '--', ...hang);
    const first = await cut.line(() => true);
    assert.equal(lives(first), true);
    cut.kill();
    while (lives(first)) await new Promise((resolve) => setImmediate(resolve));

    const closed = follow('exec', pod, '--', ...hang);
    const second = await closed.line(() => true);
    await practice.close();
    assert.notEqual((await closed.end).code, 0);
    while (lives(second)) await new Promise((resolve) => setImmediate(resolve));

    const short = await bench(context, 'ok', SPEED, {serving: true, tools: TOOLS, execSeconds: 1});
    const late = await short.run('exec', pod, '--', 'stuck');
    assert.equal(late.stderr, 'command terminated with exit code 137\n');
  });
});

describe('a token Secret that is left to others', OPTIONS, () => {
  const FLAGS = DEPLOY_FLAGS.map((word) => (word === 'file' ? 'secret' : word));
  const APPLY = ['apply', ...FLAGS, '--token-secret', 'my-token', '--settle', '0'];
  const CASES: readonly [scenario: string, code: number, last: RegExp][] = [
    ['ok', 0, /^Complete: /],
    ['missing-secret', 6, /^Cannot succeed as it is: .*Secret/i],
    ['config-error', 6, /^Cannot succeed as it is: .*(key|Secret)/i],
  ];
  for (const [scenario, code, last] of CASES)
    it(`${scenario}: it is none of the objects that are applied`, async (context) => {
      const result = await runDeploy({
        args: [...APPLY, `--practice=${scenario}`],
        cwd: temporaryDirectory(context),
        env: {DELEGATE_TUI_PRACTICE_SPEED: '100'},
      });
      assert.equal(result.code, code, result.out + result.err);
      assert.match(lastLine(result.err), last);
      assert.doesNotMatch(result.out, /Secret my-token$/m);
    });
});

describe('commands that play a past', OPTIONS, () => {
  const SAYS: readonly [command: string, words: RegExp][] = [
    ['watch', /^Note +Practice: a pretend cluster where an example, custom-del, was applied a moment ago\. /],
    ['undo', /^Note +Practice: a pretend cluster .* and its rollout has ended\. The image is pulled,/],
  ];
  for (const [command, words] of SAYS)
    it(`${command} says first that it is practice`, async (context) => {
      const result = await runDeploy({
        args: [command, '--practice'],
        cwd: temporaryDirectory(context),
        env: {DELEGATE_TUI_PRACTICE_SPEED: '100'},
      });
      assert.equal(result.code, 0, result.out + result.err);
      assert.match(result.out, words);
    });
});

describe('access reviews with kubectl create', OPTIONS, () => {
  it('openshift-scc: only restricted-v2, until a binding gives more', async (context) => {
    const {well, manifest} = await bench(context, 'openshift-scc');
    await well(...SERVER_SIDE, manifest);
    const ask = async (name: string): Promise<boolean> => {
      const file = join(dirname(manifest), 'review.json');
      const resourceAttributes = {
        namespace: NAMESPACE,
        verb: 'use',
        group: 'security.openshift.io',
        resource: 'securitycontextconstraints',
        name,
      };
      const user = `system:serviceaccount:${NAMESPACE}:custom-del`;
      const review = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {user, resourceAttributes},
      };
      writeFileSync(file, JSON.stringify(review));
      const answer = await well('create', '--validate=false', '-f', file, '-o=json');
      return JSON.parse(answer).status.allowed;
    };
    assert.deepEqual([await ask('restricted-v2'), await ask('nonroot-v2')], [true, false]);
    await well(
      'create',
      'rolebinding',
      'scc',
      '--clusterrole=system:openshift:scc:nonroot-v2',
      `--serviceaccount=${NAMESPACE}:custom-del`,
    );
    assert.equal(await ask('nonroot-v2'), true);
    await well('wait', DEPLOYMENT, '--for=condition=Available', '--timeout=50s');
  });
});
