import assert from 'node:assert/strict';
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {eventLines} from '../../src/commands/deploy/event-lines.ts';
import type {DeployControls} from '../../src/deploy/controls.ts';
import {deploy} from '../../src/deploy/deploy.ts';
import {placeAfter, type DeploySession} from '../../src/deploy/deploy-types.ts';
import {undoRun} from '../../src/deploy/undo-run.ts';
import {startDeploy, startUndo, startWatch, type Engine} from '../../src/deploy-front/engines.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import type {UndoQuestion} from '../../src/domain/deploy/questions.ts';
import {UNATTENDED} from '../../src/domain/deploy/watch-options.ts';
import {listRuns, type RunRecord} from '../../src/services/run-record.ts';
import {JOB} from '../helpers/deploy-samples.ts';
import {
  faultCluster,
  FAULT_NAMESPACE,
  screensOf,
  type FaultCluster,
  type Step,
} from '../helpers/fault-fronts.ts';
import type {Meddling} from '../helpers/fault-proxy.ts';
import {refuse} from '../helpers/fault-proxy.ts';
import {needs} from '../helpers/needs.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {until} from '../helpers/until.ts';

const TOKEN = 'ab'.repeat(16);
const MANIFESTS = [smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', TOKEN)];
const yes = async (): Promise<boolean> => true;
const YES: DeployControls = {confirm: yes, takeOver: yes, confirmUndo: yes};

interface World extends FaultCluster {
  readonly runs: string;
  readonly session: DeploySession;
  /** Deploys, and hands every event over before the next one comes. */
  readonly put: (controls: DeployControls, onEvent?: (event: DeployEvent) => void) => Promise<DeployEvent[]>;
}

async function world(context: TestContext, meddle?: Meddling): Promise<World> {
  const cluster = await faultCluster(context, meddle === undefined ? {} : {meddle});
  const runs = join(temporaryDirectory(context), 'runs');
  const session: DeploySession = {};
  const {connection} = cluster;
  return {
    ...cluster,
    runs,
    session,
    async put(controls, onEvent = () => undefined) {
      const request = {connection, runs, session, manifests: MANIFESTS, now: new Date(0)};
      const events: DeployEvent[] = [];
      for await (const event of deploy({...request, options: {...UNATTENDED, settleMs: 0}}, controls)) {
        events.push(event);
        onEvent(event);
      }
      return events;
    },
  };
}

const endOf = (events: readonly DeployEvent[]) => {
  const end = events.at(-1);
  assert.ok(end?.type === 'end');
  return end;
};

/** Text and next step of each, a line each. */
const warnings = (events: readonly DeployEvent[]): string =>
  events
    .flatMap((event) => (event.type === 'notice' ? [`${event.text} ${event.next ?? ''}`] : []))
    .join('\n');

/** A frame breaks commands where they may be broken: after a blank. */
const LOST_TEMPLATE =
  /Deployment \S+ cannot be put back: it held a secret in the open, so how it was before was not written down\. Go back by hand, and apply the manifest of before, too, or the next apply brings this back: kubectl --context=\S+ -n \S+ rollout undo deployment\/\S+/;

describe('the way back is kept', {...needs('kubectl'), concurrency: 3}, () => {
  test('when the line drops in the middle of the apply', async (context) => {
    let isDown = false;
    const {put, runs, session} = await world(context, ({method, path, query}) => {
      if (method === 'PATCH' && path.includes('/deployments/') && query.get('dryRun') === null) isDown = true;
      return isDown ? refuse(503, 'ServiceUnavailable', 'the server is gone') : undefined;
    });
    const end = endOf(await put(YES));
    assert.deepEqual([end.exitCode, end.result.outcome], [8, 'lost']);
    const [record] = (await listRuns(runs)).runs;
    assert.equal(record?.phase, 'applying');
    const undo = (record?.undo ?? []).map(({ref, outcome}) => `${ref.kind} ${outcome}`);
    assert.ok(undo.includes('Deployment created') && undo.includes('Namespace changed'), undo.join());
    assert.equal(session.undo?.length, undo.length);
  });

  test('whoever leaves right before the apply has changed nothing, and no run is remembered', async (context) => {
    const {practice, connection} = await world(context);
    const leave = new AbortController();
    // A file in the place of the directory: that it cannot be written is told right before the apply.
    const runs = join(temporaryDirectory(context), 'file');
    writeFileSync(runs, '');
    const events: DeployEvent[] = [];
    const request = {connection, runs, manifests: MANIFESTS, options: UNATTENDED, now: new Date(0)};
    for await (const event of deploy(request, {...YES, leave: leave.signal})) {
      events.push(event);
      if (event.type === 'notice' && event.text.startsWith('This run is not remembered')) leave.abort();
    }
    assert.ok(leave.signal.aborted);
    assert.deepEqual([endOf(events).result.outcome, endOf(events).exitCode], ['cancelled', 130]);
    assert.deepEqual(practice.snapshot('Deployment', FAULT_NAMESPACE).items, []);
  });

  test('a deploy is taken back only from the cluster that was shown, and nothing of its token is', async (context) => {
    const {put, runs, session, connection, kubeconfig, practice} = await world(context);
    const leave = new AbortController();
    let record: RunRecord | undefined;
    const applied = await put({...YES, leave: leave.signal}, ({type}) => {
      if (type !== 'applied') return;
      leave.abort();
      // From here on nothing can be written down any more, which is said each time.
      record = JSON.parse(readFileSync(join(runs, readdirSync(runs)[0] ?? ''), 'utf8')) as RunRecord;
      rmSync(runs, {recursive: true});
      writeFileSync(runs, '');
    });
    assert.match(warnings(applied), /^What was applied is not written down: .+\. Stay connected/m);
    const {run, step = ''} = endOf(applied).result;
    assert.deepEqual([run, session.run], [record?.id, record?.id]);
    assert.ok(step.endsWith(`npx delegate-tui watch --run ${run}`), step);
    const place = placeAfter({connection}, session);
    assert.ok(place.connection.secrets?.includes(TOKEN));
    const {undo: objects = []} = session;
    const text = readFileSync(kubeconfig, 'utf8');
    const known = {runs, ...(record === undefined ? {} : {record})};
    const undoing = async (confirmUndo: () => Promise<boolean>): Promise<DeployEvent[]> => {
      const events: DeployEvent[] = [];
      for await (const event of undoRun({...place, ...known, objects}, {...YES, confirmUndo}))
        events.push(event);
      return events;
    };
    const moved = endOf(
      await undoing(async () => {
        writeFileSync(kubeconfig, text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'));
        return true;
      }),
    );
    assert.deepEqual([moved.result.outcome, moved.exitCode], ['refused', 3]);
    assert.match(moved.result.sentence, /now means http:\/\/127\.0\.0\.1:1, not /);
    assert.equal(practice.snapshot('Deployment', FAULT_NAMESPACE).items.length, 1);

    writeFileSync(kubeconfig, text);
    const undone = await undoing(yes);
    const done = endOf(undone);
    assert.deepEqual([done.result.outcome, done.exitCode], ['undone', 0], done.result.sentence);
    assert.deepEqual([done.result.run, done.result.step], [record?.id, undefined]);
    assert.match(warnings(undone), /^That this run was taken back is not written down: .+\. Do not take it/m);
    assert.deepEqual(practice.snapshot('Deployment', FAULT_NAMESPACE).items, []);
  });

  test('a Deployment that cannot be put back is told before the question, with the way by hand and its price', async (context) => {
    const {put, runs, connection, practice} = await world(context);
    const stop = new AbortController();
    await put({...YES, leave: stop.signal}, ({type}) => {
      if (type === 'applied') stop.abort();
    });
    const [record] = (await listRuns(runs)).runs;
    // As of an update of one that held a secret in the open.
    const objects = (record?.undo ?? []).map((object) =>
      object.ref.kind === 'Deployment' ? {ref: object.ref, outcome: 'changed' as const} : object,
    );
    const steps: Step[] = [];
    const confirmUndo = async (question: UndoQuestion) => {
      steps.push({ask: {kind: 'undo', ...question}, yes: false});
      return false;
    };
    for await (const event of undoRun({connection, objects, asks: true}, {...YES, confirmUndo}))
      steps.push({event});
    const [shown = ''] = await screensOf(steps, {job: {...JOB, kind: 'undo'}});
    assert.match(shown, LOST_TEMPLATE);
    assert.match(shown, /keep Deployment \S+: it held a secret in the open/);
    const linesOf = eventLines();
    const asked = steps.findIndex((step) => 'ask' in step);
    const before = steps.slice(0, asked).flatMap((step) => ('event' in step ? [...linesOf(step.event)] : []));
    assert.match(before.join(' ').replaceAll(/\s+/g, ' '), LOST_TEMPLATE);
    assert.equal(practice.snapshot('Deployment', FAULT_NAMESPACE).items.length, 1);
  });

  test('what an apply makes after nobody waits is deleted when somebody agrees, and kept otherwise', async (context) => {
    let release = (): void => undefined;
    const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const isApply = (method: string, query: URLSearchParams) => method === 'PATCH' && !query.has('dryRun');
    const {put, runs, connection, practice} = await world(context, async ({method, query}) =>
      isApply(method, query) ? await held : undefined,
    );
    const stop = new AbortController();
    const left = endOf(
      await put({...YES, stopWaiting: stop.signal}, ({type}) => {
        if (type === 'applying') stop.abort();
      }),
    );
    assert.equal(left.result.outcome, 'detached');
    const saved = async () => (await listRuns(runs)).runs[0];
    // Somebody else is faster with one of them.
    const name = (await saved())?.undo.find(({ref}) => ref.kind === 'Secret')?.ref.name;
    await fetch(`${practice.url}/api/v1/namespaces/${FAULT_NAMESPACE}/secrets`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({apiVersion: 'v1', kind: 'Secret', metadata: {name}}),
    });
    release();
    const deployments = () => practice.snapshot('Deployment', FAULT_NAMESPACE).items.length;
    await until(() => deployments() === 1);
    const undoing = async (asks: boolean): Promise<{end: DeployEvent; asked: UndoQuestion}> => {
      const record = await saved();
      let asked: UndoQuestion | undefined;
      const confirmUndo = async (question: UndoQuestion) => {
        asked = question;
        return true;
      };
      const events: DeployEvent[] = [];
      const request = {connection, runs, objects: record?.undo ?? [], asks, ...(record && {record})};
      for await (const event of undoRun(request, {...YES, confirmUndo})) events.push(event);
      assert.ok(asked !== undefined, 'it was asked');
      return {end: endOf(events), asked};
    };
    const words = ({remove, keep}: UndoQuestion) => [
      ...remove.map(({kind, note}) => `${kind}: ${note}`),
      ...keep.map(({ref: {kind}, why}) => `${kind}: ${why}`),
    ];
    const unasked = await undoing(false);
    assert.equal(unasked.end.type === 'end' && unasked.end.exitCode, 5);
    assert.deepEqual(unasked.asked.remove, []);
    assert.match(
      words(unasked.asked).join('\n'),
      /^Deployment: it was made by delegate-tui after this run began, .* asks whether to delete it$/m,
    );
    assert.equal(deployments(), 1);
    assert.equal((await saved())?.phase, 'applying', 'it can be come back to');

    const {end, asked} = await undoing(true);
    assert.match(
      words(asked).join('\n'),
      /^Deployment: made by delegate-tui after this run began, but its uid was not read$/m,
    );
    assert.match(words(asked).join('\n'), /^Secret: it is not certain that it is ours$/m);
    assert.equal(end.type === 'end' && end.exitCode, 5);
    assert.equal(deployments(), 0);
    assert.equal(practice.snapshot('Secret', FAULT_NAMESPACE).items.length, 1, 'what may not be ours stays');
  });

  test('and who watches on after an undo is not told that somebody else was there', async (context) => {
    const {put, runs, connection, session} = await world(context);
    await put(YES);
    const wanted = MANIFESTS.map((text) => text.replace(/delegate:[0-9.]+/, 'delegate:26.04.88404'));
    const input: Parameters<Engine>[0] = {
      context: {
        io: {env: {}},
        manifests: wanted,
        delegate: {name: 'custom-del', namespace: FAULT_NAMESPACE},
        scenario: 'ok',
        runs,
        options: {...UNATTENDED, settleMs: 0},
        everyMs: 0,
        takesOver: true,
        lend: async () => undefined,
        print: () => undefined,
      },
      session,
      place: {connection, runs},
    };
    const outcome = async (engine: Engine): Promise<string> => {
      const events: DeployEvent[] = [];
      for await (const event of await engine(input, YES)) events.push(event);
      const {result} = endOf(events);
      return `${result.outcome}${result.outcome === 'complete' ? '' : ` ${result.sentence}`}`;
    };
    assert.equal(await outcome(startDeploy), 'complete');
    assert.match(await outcome(startUndo), /^undone/);
    assert.equal(await outcome(startWatch), 'complete');
    // What the first undo has written is no later run of somebody.
    const record = (await listRuns(runs)).runs.find(({phase}) => phase !== 'undone');
    assert.ok(record);
    const asked: string[] = [];
    const undoing = undoRun({connection, name: 'custom-del', objects: record.undo, record, runs}, YES);
    for await (const event of undoing) if (event.type === 'conflict') asked.push(JSON.stringify(event));
    assert.deepEqual(asked, []);
  });
});
