import type {DeployEvent} from '../../../src/domain/deploy/events.ts';
import type {RolloutView} from '../../../src/domain/rollout/types.ts';
import type {DeployEffect, DeployMessage, Question} from '../../../src/wizard/deploy/effects.ts';
import {openDeploy, type OpenDeployInput} from '../../../src/wizard/deploy/open-deploy.ts';
import type {DeployState} from '../../../src/wizard/deploy/state.ts';
import {deployUpdate} from '../../../src/wizard/deploy/update.ts';
import {deployView} from '../../../src/wizard/deploy/view.ts';
import {toKeys, type KeyName} from '../../../src/wizard/keys.ts';
import type {Row, Screen} from '../../../src/wizard/screen.ts';
import {createStore} from '../../../src/wizard/store.ts';
import {APPLY, JOB, PREFLIGHT, TARGET} from '../../helpers/deploy-samples.ts';

export const CHOICES = [
  {context: 'prod-east', server: TARGET.server, namespace: 'default', current: true},
  {context: 'staging', server: 'https://10.30.0.1:6443', namespace: 'default', current: false},
];

export interface DeployMachine {
  /** What a terminal sends in one read. */
  readonly read: (text: string) => void;
  readonly keys: (...names: readonly KeyName[]) => void;
  readonly send: (message: DeployMessage) => void;
  /** News of the run there is now. */
  readonly events: (...events: readonly DeployEvent[]) => void;
  readonly ask: (question: Question) => void;
  readonly rollout: (view: RolloutView, afterMs?: number) => void;
  readonly state: () => DeployState;
  readonly screen: () => Screen;
  /** Effects since the last call. */
  readonly took: () => DeployEffect[];
  readonly focused: () => Row | undefined;
  readonly hints: () => string;
}

/** The machine, driven by keys and events and read by its screen. */
export function deployMachine(input: Partial<OpenDeployInput> = {}): DeployMachine {
  let effects: DeployEffect[] = [];
  const store = createStore<DeployState, DeployMessage, DeployEffect>({
    initial: openDeploy({job: JOB, ...input}),
    update: deployUpdate,
    perform: (effect) => void effects.push(effect),
  });
  const run = () => store.getState().run?.id ?? 0;
  const screen = () => deployView(store.getState());
  return {
    read: (text) => store.sendKeys(toKeys(text)),
    keys: (...names) => store.sendKeys(names.map((name) => ({name}))),
    send: store.send,
    events: (...events) => {
      for (const event of events) store.send({type: 'event', run: run(), event});
    },
    ask: (question) => store.send({type: 'question', run: run(), question}),
    rollout: (view, afterMs = 38_000) =>
      store.send({type: 'event', run: run(), event: {type: 'rollout', view, afterMs}}),
    state: store.getState,
    screen,
    took: () => {
      const taken = effects;
      effects = [];
      return taken;
    },
    focused: () => screen().rows[screen().focus],
    hints: () =>
      screen()
        .hints.map(({keys, label}) => `${keys} ${label}`)
        .join('  '),
  };
}

/** At the list of clusters. */
export function atTarget(input: Partial<OpenDeployInput> = {}): DeployMachine {
  const m = deployMachine(input);
  m.send({type: 'contexts', choices: CHOICES, notices: []});
  m.took();
  return m;
}

/** All checks told, and asked to go on. */
export function atConfirm(mustType?: string): DeployMachine {
  const m = atTarget();
  m.keys('enter');
  m.events(...PREFLIGHT);
  m.ask({
    kind: 'confirm',
    target: TARGET,
    changes: [],
    conflicts: [],
    ...(mustType === undefined ? {} : {mustType}),
  });
  m.took();
  return m;
}

/** Applied, and watching. */
export function atRollout(view?: RolloutView): DeployMachine {
  const m = atConfirm();
  m.read('y');
  m.events(...APPLY);
  if (view !== undefined) m.rollout(view);
  m.took();
  return m;
}
