import type {AfterCheck} from '../../../domain/deploy/events.ts';
import type {
  Finding,
  FindingSeverity,
  PodRow as PodView,
  Registration,
  RolloutView,
} from '../../../domain/rollout/types.ts';
import {describeMs} from '../../../domain/rollout/describe-ms.ts';
import {objectTitle} from '../../../domain/deploy/object-ref.ts';
import type {RowProblem, StatusLine, Tone} from '../../screen.ts';
import {noteItem, type DeployItem, type DeployScreen} from '../item.ts';
import type {ObjectNews, Run} from '../state.ts';
import {rolloutVerdict} from '../verdict.ts';
import {countsText, deploymentName, placeName, plural} from '../words.ts';

const VERBS = {deploy: 'Deploying', watch: 'Watching', undo: 'Undoing'} as const;

/** Apply, rollout and its end: one screen that says how it stands. */
export const rollout: DeployScreen = {
  question: (state) => {
    const kind = state.run?.kind ?? state.job.kind;
    const link = kind === 'deploy' ? 'to' : 'on';
    const place = placeName(state);
    return `${VERBS[kind]} ${deploymentName(state)}${place === '' ? '' : ` ${link} ${place}`}`;
  },
  status: ({run}) => (run === undefined ? [] : [...applyLine(run), ...viewLines(run.view)]),
  items: ({run}) => {
    if (run === undefined) return [];
    if (run.view === undefined || run.objects.some(isTrouble))
      return [...objectItems(run), ...viewItems(run)];
    return viewItems(run);
  },
  verdict: rolloutVerdict,
};

const FEW_PODS = 3;

function applyLine({applying, counts}: Run): StatusLine[] {
  if (counts !== undefined) {
    const total = applying === undefined ? '' : `${applying.done} of ${applying.of} · `;
    return [{label: 'apply', text: `${total}${countsText(counts)}`}];
  }
  return applying === undefined ? [] : [{label: 'apply', text: `${applying.done} of ${applying.of}`}];
}

function viewLines(view: RolloutView | undefined): StatusLine[] {
  if (view === undefined) return [];
  const {counts, revision, oldRevision: old} = view;
  const parts = [
    ...(revision === '' ? [] : [`revision ${revision}`]),
    `ready ${counts.ready} of ${counts.desired}`,
    `available ${counts.available} of ${counts.desired}`,
    `updated ${counts.updated} of ${counts.desired}`,
    ...(old === undefined
      ? []
      : [`revision ${old.revision} still serves ${old.available} of ${old.desired}`]),
  ];
  const wait = waitText(view);
  return [{label: 'rollout', text: parts.join(' · ')}, ...(wait === '' ? [] : [{label: 'wait', text: wait}])];
}

/** What is being waited for, with honest times. */
function waitText({eta}: RolloutView): string {
  const {pullingForMs, startupProbe, availableInMs, oldTerminatingUpToMs} = eta;
  return [
    ...(pullingForMs === undefined ? [] : [`pulling the image for ${describeMs(pullingForMs)}`]),
    ...(startupProbe === undefined ? [] : [`startup probe ${startupProbe.attempt} of ${startupProbe.of}`]),
    ...(availableInMs === undefined ? [] : [`available in ${describeMs(availableInMs)}`]),
    ...(oldTerminatingUpToMs === undefined
      ? []
      : [`old pods end within ${describeMs(oldTerminatingUpToMs)}`]),
  ].join(' · ');
}

const TROUBLE: readonly ObjectNews['outcome'][] = ['absent', 'unknown', 'failed'];
const isTrouble = ({outcome}: ObjectNews): boolean => TROUBLE.includes(outcome);

/** Objects that did not come through stand above the others, and stay in sight beside the pods. */
function objectItems({objects, view}: Run): DeployItem[] {
  const shown =
    view === undefined
      ? objects.toSorted((a, b) => Number(isTrouble(b)) - Number(isTrouble(a)))
      : objects.filter(isTrouble);
  return shown.map(({ref, outcome, reason}) => ({
    row: {
      kind: 'result',
      id: `object:${ref.kind}:${ref.namespace ?? ''}:${ref.name}`,
      state: isTrouble({ref, outcome}) ? 'error' : 'ok',
      label: `${objectTitle(ref)} ${outcome}`,
      ...(reason === undefined ? {} : {detail: reason}),
    },
  }));
}

function viewItems({view, registration, after}: Run): DeployItem[] {
  if (view === undefined) return [];
  const ofNoPod = view.findings.filter(({pod}) => pod === undefined);
  const more = view.moreRows;
  return [
    ...ofNoPod.map(findingItem),
    ...view.rows.map((row) => podItem(row, view.findings)),
    ...(more === 0 ? [] : [noteItem('more', `… ${plural(more, 'more pod')}`)]),
    ...registrationItems(registration),
    ...after.map(afterItem),
    ...view.notes.map((note, index) => noteItem(`note:${index}`, note)),
  ];
}

/** What the log said about Harness, which is more than being ready. */
function registrationItems(registration: Registration | undefined): DeployItem[] {
  if (registration === undefined || registration.state === 'unknown') return [];
  const {state, reason, next} = registration;
  const isRegistered = state === 'registered';
  return [
    {
      row: {
        kind: 'result',
        id: 'registration',
        state: isRegistered ? 'ok' : 'warning',
        label: isRegistered
          ? 'registered with Harness'
          : `not registered with Harness: ${reason ?? 'the log does not say why'}`,
        ...(next === undefined ? {} : {detail: next}),
      },
    },
  ];
}

const afterItem = ({id, state, text, next}: AfterCheck): DeployItem => ({
  row: {
    kind: 'result',
    id: `after:${id}`,
    state: AFTER_TONES[state],
    label: text,
    ...(next === undefined ? {} : {detail: next}),
  },
});

const AFTER_TONES: Readonly<Record<AfterCheck['state'], Tone>> = {
  ok: 'ok',
  warn: 'warning',
  unknown: 'notice',
};

const SEVERITY_TONES: Readonly<Record<FindingSeverity, Tone>> = {
  F: 'error',
  L: 'warning',
  T: 'notice',
  W: 'notice',
};
const PROBLEM_SEVERITIES: Readonly<Record<FindingSeverity, RowProblem['severity']>> = {
  F: 'error',
  L: 'warning',
  T: 'notice',
  W: 'notice',
};

const findingItem = (finding: Finding): DeployItem => ({
  row: {
    kind: 'result',
    id: `finding:${finding.key}`,
    state: SEVERITY_TONES[finding.severity],
    label: sentence(finding.title),
    detail: `${finding.cause} ${finding.next}`,
  },
});

const sentence = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.:]$/.test(text) ? '' : '.'}`;

function podItem(pod: PodView, findings: readonly Finding[]): DeployItem {
  const finding = findings.find((one) => one.pod === pod.pod && one.title === pod.title);
  const old = pod.revision === 'old' ? 'old · ' : '';
  return {
    row: {
      kind: 'pod',
      id: `pod:${pod.uid}`,
      label: pod.pod,
      word: `${old}${pod.title ?? pod.word}`,
      tone: pod.severity === undefined ? (pod.ready ? 'ok' : 'notice') : SEVERITY_TONES[pod.severity],
      restarts: plural(pod.restarts, 'restart'),
      age: pod.ageMs === undefined ? '' : describeMs(pod.ageMs),
      ...(pod.severity === undefined
        ? {line: pod.line}
        : {
            problem: {
              severity: PROBLEM_SEVERITIES[pod.severity],
              message: [pod.line, finding?.next].filter(Boolean).join(' '),
            },
          }),
    },
    pod: pod.pod,
  };
}
