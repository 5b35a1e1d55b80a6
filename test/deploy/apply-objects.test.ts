import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {applyObjects, type AppliedObjects} from '../../src/deploy/apply-objects.ts';
import type {DeployControls} from '../../src/deploy/controls.ts';
import {leftWords} from '../../src/deploy/left-words.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import type {TakeOverQuestion} from '../../src/domain/deploy/questions.ts';
import {objectKey} from '../../src/domain/deploy/object-ref.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import type {ObjectConflict, PreflightReport} from '../../src/services/kubectl/preflight.ts';
import {pretendKubectl} from '../services/kubectl/pretend-kubectl.ts';

const {objects} = readManifest(
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: two}\n',
  'ns',
);
const [first] = objects;
const live = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name,
    namespace: 'ns',
    uid: `uid-${name}`,
    resourceVersion: '1',
    creationTimestamp: '2026-11-21T20:00:00Z',
    managedFields: [{manager: 'delegate-tui', operation: 'Apply', time: '2026-11-21T20:00:00Z'}],
  },
});

interface Play {
  readonly script: string;
  readonly known?: readonly ObjectConflict[];
  readonly controls?: Partial<DeployControls>;
  readonly onEvent?: (event: DeployEvent) => void;
}

interface Played {
  readonly result: AppliedObjects;
  readonly asked: readonly TakeOverQuestion[];
  readonly events: readonly DeployEvent[];
  /** Words of every apply that was meant. */
  readonly applies: readonly string[];
}

async function play(t: TestContext, {script, known = [], controls, onEvent}: Play): Promise<Played> {
  const {connection, directory} = await pretendKubectl(t, script);
  await writeFile(
    join(directory, 'live'),
    JSON.stringify({kind: 'List', apiVersion: 'v1', items: [live('one')]}),
  );
  for (const name of ['one', 'two']) await writeFile(join(directory, name), JSON.stringify(live(name)));
  const report: PreflightReport = {
    ok: true,
    objects,
    before: new Map(objects.map(({ref}) => [objectKey(ref), undefined])),
    tried: new Map(),
    changes: [],
    conflicts: known,
    connection,
  };
  const asked: TakeOverQuestion[] = [];
  const events: DeployEvent[] = [];
  const running = applyObjects(
    {report},
    {
      takeOver: async (question) => {
        asked.push(question);
        return false;
      },
      ...controls,
    },
  );
  for (;;) {
    const step = await running.next();
    if (step.done === true) {
      const calls = (await readFile(join(directory, 'calls'), 'utf8')).split('\n');
      const applies = calls.filter((words) => words.includes(' apply ') && !words.includes('--dry-run'));
      return {result: step.value, asked, events, applies};
    }
    events.push(step.value);
    onEvent?.(step.value);
  }
}

const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};
const conflict = (field: string): ObjectConflict => {
  assert.ok(first !== undefined);
  return {ref: first.ref, manager: 'helm', field};
};
/** The first object belongs to helm, in the field `.data.a`. */
const HELD = `case "$*" in
  *force-conflicts*dry-run*|*dry-run*force-conflicts*) cat $D/one;;
  *force-conflicts*) echo 'configmap/one serverside-applied'; echo 'configmap/two serverside-applied';;
  *apply*) case "$*" in *dry-run*) ;; *) echo 'configmap/two serverside-applied';; esac
    echo 'error: Apply failed with 1 conflict: conflict with "helm": .data.a' >&2; exit 1;;
  *get*) cat $D/live;;
esac`;

describe('consent to take over counts for what was shown', POSIX, () => {
  test('what was agreed to is taken over without another question, and each object is told once', async (t) => {
    const {result, asked, applies, events} = await play(t, {script: HELD, known: [conflict('.data.a')]});
    assert.deepEqual([asked.length, applies.length], [0, 2]);
    assert.doesNotMatch(applies[0] ?? '', /--force-conflicts/);
    assert.match(applies[1] ?? '', /--force-conflicts/);
    const told = events.flatMap((event) =>
      event.type === 'object' && event.outcome === 'applied' ? [`${event.done} ${event.ref.name}`] : [],
    );
    assert.deepEqual(told, ['1 two', '2 one']);
    assert.equal(result.failure, undefined);
  });

  test('one call takes over and applies the rest, where all that stands in the way was agreed to', async (t) => {
    const script = TRIED("echo 'configmap/one serverside-applied'; echo 'configmap/two serverside-applied'");
    const {result, asked, applies} = await play(t, {script, known: [conflict('.data.a')]});
    assert.deepEqual([result.failure, asked.length, applies.length], [undefined, 0, 1]);
    assert.match(applies[0] ?? '', /--force-conflicts/);
  });

  test('what nobody has agreed to by then is not taken over', async (t) => {
    const refuses = `echo 'error: Apply failed with 1 conflict: conflict with "helm": .data.a' >&2; exit 1`;
    const {applies, asked} = await play(t, {script: TRIED(refuses), known: [conflict('.data.b')]});
    assert.deepEqual([applies.length, asked.length], [1, 1]);
    assert.doesNotMatch(applies[0] ?? '', /--force-conflicts/);
  });

  test('another field is asked for, and a no leaves it alone', async (t) => {
    const {result, asked, applies} = await play(t, {script: HELD, known: [conflict('.data.b')]});
    assert.deepEqual(
      asked.flatMap(({conflicts}) => conflicts.flatMap((object) => object.conflicts.map(({field}) => field))),
      ['.data.a'],
    );
    assert.equal(result.state, 'conflict');
    assert.ok(!applies.join().includes('--force-conflicts'));
  });

  test('a yes to it takes both over', async (t) => {
    const {applies} = await play(t, {
      script: HELD,
      known: [conflict('.data.b')],
      controls: {takeOver: async () => true},
    });
    assert.match(applies.at(-1) ?? '', /--force-conflicts/);
  });
});

/** The same, and the server says of each object by itself what stands in its way. */
const TRIED = (apply: string): string => `case "$*" in
  *dry-run*force-conflicts*|*force-conflicts*dry-run*) cat $D/one;;
  *dry-run*) grep -q one /dev/fd/3 || { cat $D/two; exit 0; }
    echo 'error: Apply failed with 1 conflict: conflict with "helm": .data.a' >&2; exit 1;;
  *apply*) ${apply};;
  *get*) cat $D/live;;
esac`;

describe('whoever leaves an apply that takes over', POSIX, () => {
  const leaving = async (t: TestContext, script: string, at: DeployEvent['type']): Promise<Played> => {
    const [stopWaiting, breakOff] = [new AbortController(), new AbortController()];
    const played = await play(t, {
      script,
      known: [conflict('.data.a')],
      controls: {stopWaiting: stopWaiting.signal, breakOff: breakOff.signal},
      onEvent: ({type}) => {
        if (type === at) stopWaiting.abort();
      },
    });
    breakOff.abort();
    return played;
  };
  const SLOW = `echo 'configmap/one serverside-applied'; sleep 600`;

  test('leaves the very call that takes over', async (t) => {
    const {result, applies, asked} = await leaving(t, TRIED(SLOW), 'object');
    assert.deepEqual([result.state, result.held, applies.length, asked.length], ['left', undefined, 1, 0]);
    assert.match(applies[0] ?? '', /--force-conflicts/);
  });

  test('before that call has begun nothing, and is not told that it goes on', async (t) => {
    const script = TRIED(SLOW).replace('cat $D/live', `echo '{"kind":"List","items":[]}'`);
    const {result, applies} = await leaving(t, script, 'applying');
    assert.deepEqual([result.state, applies], ['unbegun', []]);
  });

  test('is told what may be left out, where the server did not say what stands in the way', async (t) => {
    const script = TRIED(SLOW).replace('cat $D/two', 'echo no >&2; exit 1');
    const {result, applies} = await leaving(t, script, 'object');
    assert.deepEqual([result.state, applies.length], ['left', 1]);
    assert.doesNotMatch(applies[0] ?? '', /--force-conflicts/);
    assert.match(leftWords(result.held), /It may leave out what others hold: ConfigMap one\. Apply again/);
  });
});

describe('an apply that somebody leaves', POSIX, () => {
  const SLOW = `case "$*" in
    *apply*) echo 'configmap/one serverside-applied'; sleep 600;;
    *get*) cat $D/live;;
  esac`;
  const leaving = async (t: TestContext, isBroken: boolean): Promise<AppliedObjects> => {
    const [stopWaiting, breakOff] = [new AbortController(), new AbortController()];
    const {result} = await play(t, {
      script: SLOW,
      controls: {stopWaiting: stopWaiting.signal, breakOff: breakOff.signal},
      onEvent: ({type}) => {
        if (type !== 'object') return;
        stopWaiting.abort();
        if (isBroken) breakOff.abort();
      },
    });
    breakOff.abort();
    return result;
  };
  const outcomes = ({objects: done}: AppliedObjects) => done.map(({outcome}) => outcome);

  test('goes on', async (t) => {
    const result = await leaving(t, false);
    assert.deepEqual([result.state, ...outcomes(result)], ['left', 'created', 'absent']);
  });

  test('does not go on when it is broken off, and the end says so', async (t) => {
    const result = await leaving(t, true);
    assert.deepEqual(
      [result.state, result.failure?.kind, ...outcomes(result)],
      ['partial', 'stopped', 'created', 'absent'],
    );
  });
});
