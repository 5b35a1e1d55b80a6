import {objectTitle} from '../../../domain/deploy/object-ref.ts';
import type {AfterCheck} from '../../../domain/deploy/events.ts';
import {describeMs} from '../../../domain/rollout/describe-ms.ts';
import type {
  Finding,
  FindingSeverity,
  PodRow as PodView,
  Registration,
} from '../../../domain/rollout/types.ts';
import type {RowProblem, Tone} from '../../screen.ts';
import {noteItem} from '../../item.ts';
import type {DeployItem} from '../item.ts';
import type {ObjectNews, Run} from '../state.ts';
import {plural} from '../../words.ts';

/** Objects while they are applied, pods after that; what did not come through stays in sight. */
export const rolloutItems = (run: Run): DeployItem[] => [...objectItems(run), ...viewItems(run)];

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
      label: `${objectTitle(ref)} ${outcome}${reason === undefined ? '' : ':'}`,
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

/** What to do; where that points to what stands below, the cluster's own words stand there. */
const nextOf = ({next, cause, evidence}: Finding): string =>
  /\b(?:below|its answer)\b/.test(`${cause} ${next}`) && evidence !== ''
    ? `${next} The cluster says: ${evidence}`
    : next;

const findingItem = (finding: Finding): DeployItem => ({
  row: {
    kind: 'result',
    id: `finding:${finding.key}`,
    state: SEVERITY_TONES[finding.severity],
    label: sentence(finding.title),
    detail: `${finding.cause} ${nextOf(finding)}`,
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
              message: [pod.line, finding && nextOf(finding)].filter(Boolean).join(' '),
            },
          }),
    },
    pod: pod.pod,
  };
}
