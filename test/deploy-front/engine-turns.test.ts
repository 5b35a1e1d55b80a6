import assert from 'node:assert/strict';
import {test} from 'node:test';
import {engineTurns} from '../../src/fronts/engine-turns.ts';

test('engine turns: one run at a time, the newest is controlled, an error stops no other', async () => {
  const told: string[] = [];
  const turns = engineTurns<string>({end: (control) => void told.push(`end ${control}`), closeMs: 60_000});
  let finish = (): void => undefined;
  const waits = new Promise<void>((resolve) => (finish = resolve));
  const onError = (error: unknown) => void told.push(String(error));
  const run = (number: number, work: () => Promise<void>) =>
    turns.begin({run: number, control: `run ${number}`, work, onError});
  run(1, async () => {
    await waits;
    throw new Error('lost');
  });
  run(2, async () => void told.push('second'));
  assert.deepEqual([turns.controlOf(1), turns.controlOf(2)], [undefined, 'run 2']);
  const closed = turns.close();
  assert.deepEqual(told, ['end run 2']);
  finish();
  await closed;
  assert.deepEqual(told, ['end run 2', 'Error: lost', 'second']);
});

test('engine turns: a run that does not end is not waited for for ever', async (t) => {
  const turns = engineTurns<string>({end: () => undefined, closeMs: 0});
  await turns.close();
  // As a screen does, this keeps the program from ending while it waits.
  const screen = setInterval(() => undefined, 60_000);
  t.after(() => clearInterval(screen));
  turns.begin({
    run: 1,
    control: '',
    work: async () => await new Promise(() => {}),
    onError: (error) => assert.fail(String(error)),
  });
  await turns.close();
});
