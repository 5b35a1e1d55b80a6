import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import {mock, test} from 'node:test';
import {createFrameWriter} from '../../src/ui/frame-writer.ts';

/** A line that is full until it is told otherwise. */
class Line extends EventEmitter {
  readonly written: string[] = [];
  isFull = false;
  write(text: string): boolean {
    if (text !== '') this.written.push(text);
    return !this.isFull;
  }
}

function setUp() {
  const line = new Line();
  const writer = createFrameWriter(line as unknown as NodeJS.WriteStream, {intervalMs: 100});
  return {line, writer, write: (text: string) => void writer.stream.write(text)};
}

test('frames that come quickly are drawn at the interval, the last one always', (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  const {line, write} = setUp();
  for (const text of ['a', 'b', 'c']) write(text);
  assert.deepEqual(line.written, ['a\r\n']);
  mock.timers.tick(100);
  assert.deepEqual(line.written.slice(1), ['\u001b[Fc\u001b[E']);
  mock.timers.tick(1000);
  assert.equal(line.written.length, 2);
});

test('a line that is full gets the newest frame when it has room again', (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  const {line, write} = setUp();
  line.isFull = true;
  write('a');
  for (const text of ['b', 'c', 'd']) {
    write(text);
    mock.timers.tick(100);
  }
  assert.deepEqual(line.written, ['a\r\n']);
  line.isFull = false;
  line.emit('drain');
  assert.deepEqual(line.written.slice(1), ['\u001b[Fd\u001b[E']);
});

test('where the terminal obeys nothing, what is new is added, and nothing is taken back', () => {
  const line = new Line();
  const writer = createFrameWriter(line as unknown as NodeJS.WriteStream, {intervalMs: 100, isPlain: true});
  const frames = [
    ['Where?', 'option: (selected) here', 'option: there', 'You are on here', 'keys'],
    ['Where?', 'option: here', 'option: (selected) there', 'You are on there', 'keys'],
    ['Where?', 'option: here', 'option: (selected) there', 'error: not there', 'You are on there', 'keys'],
    ['Where?', 'option: here', 'option: (selected) there', 'You are on there', 'keys'],
    ['When?', 'textbox: now', 'keys'],
  ];
  writer.stream.write('\u001b[?25l');
  for (const lines of frames) {
    writer.stream.write(lines.join('\n'));
    writer.flush();
  }
  writer.redraw('\u001b[H');
  writer.close();
  assert.deepEqual(line.written, [
    `${frames[0]?.join('\n')}\n`,
    'option: (selected) there\nYou are on there\n',
    'error: not there\n',
    '\nWhen?\ntextbox: now\nkeys\n',
    'When?\ntextbox: now\nkeys\n',
  ]);
});

test('modes go through at once; an empty write draws what waits', () => {
  const {line, writer, write} = setUp();
  write('a');
  write('b');
  write('\u001b[?2004h');
  assert.deepEqual(line.written, ['a\r\n', '\u001b[?2004h']);
  write('');
  assert.equal(line.written.at(-1), '\u001b[Fb\u001b[E');
  writer.close();
});

test('nothing is drawn after the end', () => {
  const {line, writer, write} = setUp();
  write('a');
  writer.close();
  write('b');
  writer.flush();
  assert.deepEqual(line.written, ['a\r\n', '\u001b[F\u001b[J']);
});

test('drawing anew writes the whole frame', () => {
  const {line, writer, write} = setUp();
  write('a');
  writer.redraw('\u001b[H\u001b[J');
  assert.equal(line.written.at(-1), '\u001b[H\u001b[Ja\r\n');
  writer.close();
});
