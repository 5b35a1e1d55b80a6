import type {FileComparison} from '../../src/domain/events.ts';
import {domainKnowledge} from '../../src/wizard/domain-knowledge.ts';
import type {Effect, Message} from '../../src/wizard/effects.ts';
import {toKeys, type KeyName} from '../../src/wizard/keys.ts';
import {openWizard, type OpenInput} from '../../src/wizard/open-wizard.ts';
import type {Row, Screen} from '../../src/wizard/screen.ts';
import type {Result, WizardState} from '../../src/wizard/state.ts';
import {createStore} from '../../src/wizard/store.ts';
import {update} from '../../src/wizard/update.ts';
import {view} from '../../src/wizard/view.ts';

/** Answers with which every step can be left. */
export const COMPLETE = {
  tools: ['kubectl', 'helm@3.14.4'],
  image: {repository: 'acme/custom-delegate'},
  delegate: {accountId: 'abc123', managerUrl: 'https://app.harness.io'},
};

export interface Machine {
  /** What a terminal sends in one read, printable keys and control characters. */
  readonly read: (text: string) => void;
  /** Text between the markers of a paste. */
  readonly paste: (text: string) => void;
  /** Named keys of one read. */
  readonly keys: (...names: readonly KeyName[]) => void;
  readonly send: (message: Message) => void;
  readonly state: () => WizardState;
  readonly screen: () => Screen;
  readonly effects: Effect[];
  /** Moves the focus to a row, as a person would. */
  readonly focus: (id: string) => void;
  readonly row: (id: string) => Row;
  readonly focused: () => Row | undefined;
  /** Tells that the disk was looked at. */
  readonly compared: (states?: Readonly<Record<string, Partial<FileComparison>>>) => void;
}

/** The machine with real knowledge, driven by keys and read by its screen. `opened`: what it begins with instead. */
export function machine(input: Partial<OpenInput> = {}, opened?: Result): Machine {
  const effects: Effect[] = [];
  const store = createStore<WizardState, Message, Effect>({
    initial:
      opened ??
      openWizard({
        know: domainKnowledge,
        today: {year: 2026, month: 11},
        starts: {presets: []},
        layers: {},
        isGiven: false,
        ...input,
      }),
    update,
    perform: (effect) => void effects.push(effect),
  });
  const screen = () => view(store.getState());
  const focused = () => screen().rows[screen().focus];
  const keys = (...names: readonly KeyName[]) => store.sendKeys(names.map((name) => ({name})));
  return {
    read: (text) => store.sendKeys(toKeys(text)),
    paste: (text) => store.sendKeys([{name: 'paste', text}]),
    keys,
    send: store.send,
    state: store.getState,
    screen,
    effects,
    focused,
    focus(id) {
      keys('page up', 'page up', 'page up', 'page up', 'page up', 'page up', 'page up', 'page up', 'page up');
      for (let steps = 0; steps < 200 && focused()?.id !== id; steps++) keys('down');
      if (focused()?.id !== id) throw new Error(`no row ${id} to focus`);
    },
    row(id) {
      const row = screen().rows.find((candidate) => candidate.id === id);
      if (!row) throw new Error(`no row ${id}`);
      return row;
    },
    compared(states = {}) {
      const {plan, ask} = store.getState().review;
      const comparisons = (plan?.files ?? []).map(({path, role}): FileComparison => ({
        path,
        role,
        state: 'new',
        ...states[path],
      }));
      store.send({type: 'compared', ask, comparisons});
    },
  };
}

/** The machine opened at the review with everything answered. */
export const atReview = (input: Partial<OpenInput> = {}): Machine =>
  machine({layers: {preset: COMPLETE}, isGiven: true, ...input});
