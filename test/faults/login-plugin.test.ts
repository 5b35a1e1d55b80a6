import '../helpers/force-color.ts';
import assert from 'node:assert/strict';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {eventLines} from '../../src/commands/deploy/event-lines.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {classifyError} from '../../src/services/kubectl/classify-error.ts';
import type {Connection} from '../../src/services/kubectl/kubectl-types.ts';
import {FAULT_NAMESPACE, faultCluster, throughBothFronts} from '../helpers/fault-fronts.ts';
import {onPath} from '../helpers/fault-gate.ts';
import {needs} from '../helpers/needs.ts';
import {renderAt} from '../helpers/render-at.tsx';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {connect} from '../services/kubectl/connect.ts';
import {atTarget} from '../wizard/deploy/deploy-machine.ts';

/** Nobody is there, but kubectl logs in before it finds out. Without TLS it would not log in at all. */
const SECURE = 'https://127.0.0.1:9';
const MANIFESTS = [smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', 'ab'.repeat(16))];
const NOISE = 'I will update myself soon';

interface Case {
  readonly name: string;
  /** A shell script. */
  readonly plugin: string;
  /** Of its entry in the kubeconfig. */
  readonly exec?: Readonly<Record<string, string>>;
  readonly says: readonly RegExp[];
  /** Somebody is asked to log in. */
  readonly asks: boolean;
  /** What is shown only to those who want to see it. */
  readonly onDemand?: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'that is missing is named, with how to install it',
    plugin: '',
    exec: {
      command: 'no-such-login',
      installHint: 'Get it from https://example.com/login\nand ask',
    },
    says: [
      /The login plugin no-such-login is not installed\./,
      /The kubeconfig says: Get it from https:\/\/example\.com\/login and ask\. Install it where PATH finds it, or choose another context than test\./,
    ],
    asks: false,
  },
  {
    name: 'that wants to ask something gets somebody who answers',
    plugin: 'exit 1',
    exec: {interactiveMode: 'Always'},
    says: [/The login plugin wants to ask you something\./],
    asks: true,
  },
  {
    name: 'that fails is told in one sentence; what it said is there for those who want it',
    plugin: `echo '${NOISE}' >&2; exit 3`,
    says: [/The login plugin failed: executable .*plugin failed with exit code 3/],
    asks: true,
    onDemand: new RegExp(NOISE),
  },
];

async function connected(t: TestContext, {plugin, exec}: Case): Promise<Connection> {
  const connection = await connect(t, {server: SECURE, plugin, namespace: FAULT_NAMESPACE});
  const path = connection.kubectl.env['KUBECONFIG'] ?? '';
  const config = JSON.parse(readFileSync(path, 'utf8')) as {users: {user: {exec: object}}[]};
  const [entry] = config.users;
  if (entry !== undefined) entry.user.exec = {...entry.user.exec, ...exec};
  writeFileSync(path, JSON.stringify(config));
  return connection;
}

describe('a login plugin', {...needs('kubectl'), concurrency: 2}, () => {
  for (const each of CASES) {
    test(`${each.name}, in both fronts`, async (t) => {
      const connection = await connected(t, each);
      let asked = 0;
      const login = async () => {
        asked++;
        return false;
      };
      const {lines, screens, end, events} = await throughBothFronts({
        connection,
        manifests: MANIFESTS,
        login,
      });
      const screen = screens.join('\n');
      for (const pattern of each.says) {
        assert.match(lines.replaceAll(/\s+/g, ' '), pattern);
        assert.match(screen, pattern);
      }
      assert.deepEqual([end.exitCode, asked > 0], [3, each.asks]);
      if (each.onDemand === undefined) return;
      assert.doesNotMatch(`${lines}${screen}`, each.onDemand);
      const check = events.find((event) => event.type === 'check' && event.state === 'fail');
      assert.match(JSON.stringify(check?.type === 'check' && check.details), each.onDemand);
    });
  }

  test('that hangs is told in both fronts with its last words, and a login is what may mend it', async () => {
    const failure = classifyError(
      {end: 'timeout', stderr: NOISE},
      {server: SECURE, context: 'test', plugin: 'plugin'},
    );
    const {message: text, next} = failure;
    const check: DeployEvent = {type: 'check', id: 'server', state: 'fail', text, next};
    const m = atTarget();
    m.keys('enter');
    m.events(check);
    const drawn = await renderAt({screen: m.screen(), columns: 120, rows: 40});
    const screen = (await drawn.frame()).join(' ').replaceAll(/\s+/g, ' ');
    await drawn.unmount();
    for (const shown of [eventLines()(check).join(' '), screen]) {
      assert.match(
        shown,
        /said nothing for too long; perhaps its login plugin waits for you: I will update myself soon\./,
      );
      assert.match(shown, /Log in again, then try once more/);
    }
  });

  test('that works and makes noise is heard nowhere, in both fronts', async (t) => {
    const {connection} = await faultCluster(t);
    // What a plugin writes to standard error, kubectl hands through.
    const path = join(temporaryDirectory(t), 'kubectl');
    writeFileSync(path, `#!/bin/sh\necho '${NOISE}' >&2\nexec '${onPath('kubectl')}' "$@"\n`);
    chmodSync(path, 0o755);
    const {lines, screens, end, events} = await throughBothFronts({
      connection: {...connection, kubectl: {...connection.kubectl, path}},
      manifests: MANIFESTS,
    });
    assert.equal(end.result.outcome, 'detached', end.result.sentence);
    assert.equal(end.result.objects?.created, 3);
    for (const shown of [lines, screens.join('\n'), JSON.stringify(events)])
      assert.ok(!shown.includes(NOISE));
  });
});
