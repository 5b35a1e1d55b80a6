import type {Screen} from '../../src/wizard/screen.ts';
import {
  CRONJOB,
  DEPLOYMENT,
  TARGET,
  completeView,
  doomedView,
  ended,
  finding,
  pod,
  silentView,
  view,
} from './deploy-samples.ts';
import {atConfirm, atRollout, atTarget, deployMachine} from '../wizard/deploy/deploy-machine.ts';
import type {DeployMachine} from '../wizard/deploy/deploy-machine.ts';

const after = (machine: DeployMachine, act: (machine: DeployMachine) => void): Screen => {
  act(machine);
  return machine.screen();
};

const QUOTA = finding({
  key: 'rs/quota',
  code: 'quota',
  pod: undefined,
  title: 'quota exceeded',
  cause: 'The namespace may use 2 CPU, 2 are used, and a pod asks for 1 more.',
  next: 'Ask for more, or choose a smaller size. Then press r.',
});

/** Pods of a large rollout, broken ones first. */
const MANY = Array.from({length: 20}, (_, index) =>
  pod({
    pod: `custom-del-7d9f8c6b5-${String(index).padStart(5, '0')}`,
    uid: `p${index}`,
    ...(index < 3
      ? {severity: 'L' as const, title: 'restarted, out of memory', word: 'CrashLoopBackOff', restarts: 2}
      : {word: 'Running', ready: index > 9}),
  }),
);

/** Every step of a deploy, as the machine shows it. */
export const DEPLOY_SCREENS: Readonly<Record<string, Screen>> = {
  targets: atTarget().screen(),
  'no kubectl': after(deployMachine(), (m) =>
    m.send({
      type: 'failed',
      where: 'list-contexts',
      message: 'kubectl is not installed, or not in a directory of PATH.',
      next: [
        'Install kubectl: https://kubernetes.io/docs/tasks/tools',
        'Or run where kubectl is: kubectl apply',
      ],
    }),
  ),
  checking: after(atTarget(), (m) => m.keys('enter')),
  'ready to apply': atConfirm().screen(),
  'name to type': after(atConfirm('arn:aws:eks:eu-central-1:123456789012:cluster/prod'), (m) =>
    m.read('arn:x'),
  ),
  refused: after(atTarget(), (m) => {
    m.keys('enter');
    m.events(
      {type: 'target', target: TARGET},
      {
        type: 'check',
        id: 'permissions',
        state: 'fail',
        text: 'You may not create ClusterRoleBinding.',
        next: 'Ask an administrator, or choose namespace-admin.',
      },
      ended({outcome: 'refused', sentence: 'Nothing was changed. You may not create ClusterRoleBinding.'}, 3),
    );
  }),
  applying: after(atConfirm(), (m) => {
    m.read('y');
    m.events(
      {type: 'applying', of: 11},
      {type: 'object', ref: DEPLOYMENT, outcome: 'applied', done: 1, of: 11},
      {type: 'object', ref: CRONJOB, outcome: 'unknown', done: 2, of: 11, reason: 'the connection was lost'},
    );
  }),
  conflict: after(atConfirm(), (m) => {
    m.read('y');
    m.ask({
      kind: 'take-over',
      target: TARGET,
      conflicts: [
        {ref: DEPLOYMENT, conflicts: [{field: '.spec.replicas', manager: 'kubectl-client-side-apply'}]},
      ],
    });
  }),
  progressing: atRollout(view()).screen(),
  silent: atRollout(silentView(6000)).screen(),
  doomed: atRollout(doomedView).screen(),
  'no pods': atRollout(
    view({rows: [], findings: [QUOTA], verdict: {word: 'at-risk', sentence: 'At risk: quota exceeded.'}}),
  ).screen(),
  'many pods': after(
    atRollout(
      view({
        rows: MANY,
        moreRows: 4980,
        counts: {desired: 5000, updated: 5000, ready: 4000, available: 3900, old: 12},
        eta: {pullingForMs: 38_000, availableInMs: 74_000, oldTerminatingUpToMs: 580_000},
        verdict: {word: 'at-risk', sentence: 'At risk: restarted, out of memory in 3 pods.'},
      }),
    ),
    (m) => m.keys('down', 'down', 'down', 'down'),
  ),
  complete: after(atRollout(completeView), (m) =>
    m.events({type: 'registered', state: 'registered'}, ended()),
  ),
  undo: after(atRollout(doomedView), (m) => {
    m.read('u');
    m.events(ended({outcome: 'detached'}, 130));
    m.ask({
      kind: 'undo',
      target: TARGET,
      restore: [DEPLOYMENT],
      remove: [CRONJOB],
      keep: [
        {ref: {...DEPLOYMENT, kind: 'Namespace', name: 'x'}, why: 'others may have put something into it'},
      ],
    });
  }),
  practice: after(atRollout(), (m) => {
    m.events({type: 'target', target: {...TARGET, context: 'practice'}, practice: 'ok', name: 'custom-del'});
    m.rollout(view());
  }),
};
