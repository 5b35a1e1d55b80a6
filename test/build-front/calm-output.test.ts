import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {calmOutput} from '../../src/build-front/calm-output.ts';
import type {BuildMessage} from '../../src/wizard/build/effects.ts';

function calm(context: TestContext) {
  context.mock.timers.enable({apis: ['setInterval']});
  const sent: BuildMessage[] = [];
  const {take, close} = calmOutput({run: 7, everyMs: 1000, send: (message) => sent.push(message)});
  context.after(close);
  return {
    sent,
    take,
    close,
    print: (text: string) => take({type: 'output', text, afterMs: 0}),
    wait: (ms: number) => context.mock.timers.tick(ms),
  };
}

test('output: lines go together, before whatever follows them', (t) => {
  const {sent, take, print, wait} = calm(t);
  print('a');
  print('b');
  assert.deepEqual(sent, []);
  wait(150);
  assert.deepEqual(sent, [{type: 'output', run: 7, lines: ['a', 'b']}]);
  print('c');
  const step = {type: 'step', title: 'x', afterMs: 5} as const;
  take(step);
  assert.deepEqual(sent.slice(1), [
    {type: 'output', run: 7, lines: ['c']},
    {type: 'event', run: 7, event: step},
  ]);
});

test('output: of very many lines the newest are kept', (t) => {
  const {sent, print, wait} = calm(t);
  for (let line = 0; line < 10_000; line += 1) print(String(line));
  wait(150);
  const [message] = sent;
  assert.ok(message?.type === 'output' && message.lines.length <= 800 && message.lines.at(-1) === '9999');
});

test('output: time goes on while nothing is printed, and ends with the run', (t) => {
  const {sent, wait, close} = calm(t);
  wait(3000);
  assert.equal(sent.filter(({type}) => type === 'tick').length, 3);
  close();
  wait(3000);
  assert.equal(sent.length, 3);
});
