import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Key} from '../../src/wizard/keys.ts';
import {createStore} from '../../src/wizard/store.ts';

interface Counter {
  readonly step: string;
  readonly seen: string;
}
type Said = {readonly type: 'said'; readonly word: string};
interface Effect {
  readonly echo: string;
}

const text = (letters: string): Key[] => Array.from(letters, (letter) => ({name: 'text', text: letter}));

/** Remembers what it heard; `n` goes to another step, `e` asks for an echo. */
function counter({echo = true} = {}) {
  const order: string[] = [];
  const store = createStore<Counter, Said, Effect>({
    initial: [{step: 'one', seen: ''}, []],
    update(state, message) {
      const heard =
        message.type === 'said'
          ? `<${message.word}>`
          : message.key.name === 'text'
            ? message.key.text
            : message.key.name;
      const next = {step: heard === 'n' ? 'two' : state.step, seen: state.seen + heard};
      return heard === 'x' ? [state, []] : [next, heard === 'e' ? [{echo: 'back'}] : []];
    },
    perform(effect, send) {
      order.push(`performed at ${store.getState().seen}`);
      if (echo) send({type: 'said', word: effect.echo});
    },
  });
  store.subscribe(() => order.push(`told ${store.getState().seen}`));
  return {store, order};
}

test('store: every key of a read sees what the one before did, and listeners hear once', () => {
  const {store, order} = counter();
  store.sendKeys(text('abc'));
  assert.equal(store.getState().seen, 'abc');
  assert.deepEqual(order, ['told abc']);
});

test('store: an effect that answers at once is part of the same news', () => {
  const {store, order} = counter();
  store.sendKeys(text('ae'));
  assert.deepEqual(order, ['performed at ae', 'told ae<back>']);
});

test('store: the rest of a read is dropped when the step changes, but for Ctrl+C', () => {
  const {store} = counter();
  store.sendKeys([...text('anb'), {name: 'ctrl+c'}, ...text('c')]);
  assert.equal(store.getState().seen, 'anctrl+c');
  store.sendKeys(text('d'));
  assert.equal(store.getState().seen, 'anctrl+cd');
});

test('store: nothing is told when nothing changed', () => {
  const {store, order} = counter();
  store.sendKeys(text('x'));
  store.sendKeys([]);
  assert.deepEqual(order, []);
});

test('store: who has unsubscribed hears nothing', () => {
  const {store} = counter();
  let told = 0;
  const stop = store.subscribe(() => told++);
  stop();
  store.send({type: 'said', word: 'hello'});
  assert.equal(told, 0);
});

test('store: what the first state asks for is done at once', () => {
  const asked: string[] = [];
  createStore<Counter, Said, Effect>({
    initial: [{step: 'one', seen: ''}, [{echo: 'first'}]],
    update: (state) => [state, []],
    perform: (effect) => void asked.push(effect.echo),
  });
  assert.deepEqual(asked, ['first']);
});
