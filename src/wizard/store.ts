import type {Key} from './keys.ts';

interface StoreState {
  readonly step: string;
  readonly outcome?: unknown;
}

export interface StoreInput<State, Message, Effect> {
  /** The first state, and what to do in the world at once. */
  readonly initial: readonly [State, readonly Effect[]];
  readonly update: (state: State, message: Message | KeyMessage) => readonly [State, readonly Effect[]];
  /** Called once for each effect, after the state is in place; it may send at once or later. */
  readonly perform: (effect: Effect, send: (message: Message | KeyMessage) => void) => void;
}

interface KeyMessage {
  readonly type: 'key';
  readonly key: Key;
  /** Other keys came in the same read. */
  readonly glued?: boolean;
}

export interface Store<State, Message> {
  readonly getState: () => State;
  readonly send: (message: Message | KeyMessage) => void;
  /**
   * Keys of one read. What comes after a key that changed the step is dropped, so that a paste or
   * type-ahead never runs through the wizard; only Ctrl+C is still heard.
   */
  readonly sendKeys: (keys: readonly Key[]) => void;
  /** Listeners hear once of everything that one call changed. Returns the way out. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Holds the state outside of React: it is swapped synchronously, so that the next key of a read sees it. */
export function createStore<State extends StoreState, Message, Effect>({
  initial,
  update,
  perform,
}: StoreInput<State, Message, Effect>): Store<State, Message> {
  let [state] = initial;
  let depth = 0;
  let told = state;
  const listeners = new Set<() => void>();

  /** Listeners are told when the outermost call is done. */
  function batched(work: () => void): void {
    depth++;
    try {
      work();
    } finally {
      depth--;
      if (depth === 0 && told !== state) {
        told = state;
        for (const listener of listeners) listener();
      }
    }
  }

  const send = (message: Message | KeyMessage): void =>
    batched(() => {
      const [next, effects] = update(state, message);
      state = next;
      for (const effect of effects) perform(effect, send);
    });

  const sendKeys = (keys: readonly Key[]): void =>
    batched(() => {
      const {step} = state;
      const glued = keys.length > 1 ? {glued: true} : {};
      for (const key of keys)
        if (state.step === step || key.name === 'ctrl+c') send({type: 'key', key, ...glued});
    });

  batched(() => {
    for (const effect of initial[1]) perform(effect, send);
  });

  return {
    getState: () => state,
    send,
    sendKeys,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
