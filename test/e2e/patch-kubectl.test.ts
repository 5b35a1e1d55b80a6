import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {startPractice} from '../../src/practice/start-practice.ts';
import {kubectl} from '../helpers/kubectl.ts';
import {needs} from '../helpers/needs.ts';
import {SEED_MANIFEST, TOKEN} from '../helpers/patch-manifests.ts';
import {runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const NAMESPACE = 'harness-delegate-ng';
const APPLY = ['--request-timeout=30s', 'apply', '--server-side', '--force-conflicts', '-f'];

test(
  'the seed’s manifest is refused as it stands, and applied once it is patched with the token',
  needs('kubectl'),
  async (t) => {
    const directory = temporaryDirectory(t);
    const practice = await startPractice({scenario: 'ok', speed: 100, seed: 3, directory});
    t.after(() => practice.close());
    const [manifest, token] = [join(directory, 'harness-delegate.yaml'), join(directory, 'token')];
    writeFileSync(manifest, SEED_MANIFEST);
    writeFileSync(token, `${TOKEN}\n`, {mode: 0o600});

    const before = await kubectl(practice, [...APPLY, manifest]);
    assert.notEqual(before.code, 0);
    assert.match(before.stderr, /no matches for kind "CronJob" in version "batch\/v1beta1"/);

    const patched = await runCli([
      'patch',
      manifest,
      '--image',
      'registry.corp/acme/delegate:26.08.89806-1',
      '--account-id',
      'abc',
      '--token-file',
      token,
    ]);
    assert.equal(patched.code, 0, patched.err);
    const after = await kubectl(practice, [...APPLY, manifest]);
    assert.equal(after.code, 0, after.stderr);

    const read = async (...args: string[]) =>
      (await kubectl(practice, ['-n', NAMESPACE, 'get', ...args])).stdout;
    const decoded = Buffer.from(
      await read('secret', 'custom-del-account-token', '-o', 'jsonpath={.data.DELEGATE_TOKEN}'),
      'base64',
    );
    assert.equal(decoded.toString(), atob(TOKEN));
    assert.equal(
      await read('secret', 'custom-del-upgrader-token', '-o', 'jsonpath={.data.UPGRADER_TOKEN}'),
      TOKEN,
    );
    assert.equal(await read('cronjob', 'custom-del-upgrader-job', '-o', 'jsonpath={.spec.suspend}'), 'true');
    assert.equal(
      await read('deployment', 'custom-del', '-o', 'jsonpath={.spec.template.spec.containers[0].image}'),
      'registry.corp/acme/delegate:26.08.89806-1',
    );
    assert.equal(readFileSync(`${manifest}.backup-1`, 'utf8'), SEED_MANIFEST);
  },
);
