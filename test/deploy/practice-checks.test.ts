import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {checkTarget} from '../../src/deploy/check-target.ts';
import {openPractice} from '../../src/deploy/open-target.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {MADE_UP_TOKEN, practiceManifests} from '../../src/domain/deploy/practice-manifests.ts';
import {needs} from '../helpers/needs.ts';

const DELEGATE = {name: 'd', namespace: 'ns'};
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: d, namespace: ns}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec: {containers: [{name: c, image: i, envFrom: [{secretRef: {name: d-token}}]}]}
`;
const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: d-token, namespace: ns}
data: {DELEGATE_TOKEN: ""}
`;

/** What is told before the apply: whether a token was made up, and whether a Secret is missing. */
const CASES: readonly (readonly [
  scenario: string,
  manifests: readonly string[],
  told: {readonly madeUp: boolean; readonly missing: boolean},
])[] = [
  ['ok', [DEPLOYMENT, SECRET], {madeUp: true, missing: false}],
  ['ok', [DEPLOYMENT], {madeUp: false, missing: false}],
  ['config-error', [DEPLOYMENT], {madeUp: false, missing: false}],
  ['missing-secret', [DEPLOYMENT], {madeUp: false, missing: true}],
  ['missing-secret', [DEPLOYMENT, SECRET], {madeUp: true, missing: false}],
];

describe('before an apply on practice', {...needs('kubectl'), concurrency: 2}, () => {
  for (const [scenario, manifests, {madeUp, missing}] of CASES)
    test(`${scenario}, with ${manifests.length} of the manifests`, async (t) => {
      const opened = await openPractice({scenario, delegate: DELEGATE, env: process.env});
      t.after(opened.close);
      const yes = async () => true;
      const events: DeployEvent[] = [];
      const controls = {confirm: yes, takeOver: yes, confirmUndo: yes};
      for await (const event of checkTarget({...opened, manifests: practiceManifests(manifests)}, controls))
        events.push(event);
      const notices = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
      assert.deepEqual(notices, madeUp ? [MADE_UP_TOKEN] : []);
      assert.equal(events[0]?.type, 'target');
      assert.equal(
        events.some((event) => event.type === 'check' && event.id === 'secrets'),
        missing,
      );
    });
});
