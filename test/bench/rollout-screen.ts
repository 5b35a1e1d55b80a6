/**
 * Bundled and run in a pseudo-terminal by `npm run bench`: the real watch and the real screen of a rollout, with the
 * program named by BENCH_KUBECTL in the place of kubectl.
 */
import '../../src/polyfill.ts';
import {calmEvents} from '../../src/deploy-front/calm-events.ts';
import {follow} from '../../src/deploy/follow.ts';
import {ATTENDED} from '../../src/domain/deploy/watch-options.ts';
import {runTui} from '../../src/screens/tui.tsx';
import {createTheme} from '../../src/ui/theme.ts';
import type {DeployEffect, DeployExit, DeployMessage} from '../../src/wizard/deploy/effects.ts';
import {openDeploy} from '../../src/wizard/deploy/open-deploy.ts';
import type {DeployState} from '../../src/wizard/deploy/state.ts';
import {deployUpdate} from '../../src/wizard/deploy/update.ts';
import {deployView} from '../../src/wizard/deploy/view.ts';
import {createStore} from '../../src/wizard/store.ts';

const NAME = 'delegate';
const NAMESPACE = 'delegates';
const target = {context: 'crowd', cluster: 'crowd', server: 'https://cluster.example', namespace: NAMESPACE};

const store = createStore<DeployState, DeployMessage, DeployEffect>({
  initial: openDeploy({job: {kind: 'watch', name: NAME, namespace: NAMESPACE, file: ''}}),
  update: deployUpdate,
  perform: (effect, send) => {
    if (effect.type === 'watch') void watch(effect.run, send);
  },
});

async function watch(run: number, send: (message: DeployMessage) => void): Promise<void> {
  const calm = calmEvents({everyMs: 1000, send: (event) => send({type: 'event', run, event})});
  const {BENCH_KUBECTL: path = '', BENCH_PODS = '', BENCH_CHANGES = ''} = process.env;
  const kubectl = {path, version: 'v1.33.0', env: {BENCH_PODS, BENCH_CHANGES}};
  const rollout = follow(
    {
      connection: {kubectl, target},
      name: NAME,
      selector: 'harness.io/name=delegate',
      known: [
        {type: 'applied', objects: [{kind: 'Deployment', name: NAME, uid: 'deployment', generation: 2}]},
      ],
      options: ATTENDED,
    },
    {},
  );
  for await (const event of rollout) calm.take(event);
}

const isOver = runTui<DeployExit, DeployState>({
  store,
  view: deployView,
  theme: createTheme({env: {...process.env, TERM: 'xterm-256color'}}),
  stdin: process.stdin,
  stdout: process.stdout,
});
void isOver.then(() => process.exit());
