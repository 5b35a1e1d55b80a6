import {kubectlCommand} from '../deploy/kubectl-command.ts';
import {PATTERNS} from '../patterns.ts';
import {valuesOf} from './buckets.ts';
import type {RolloutState} from './create-rollout.ts';
import {doomAt, isDoomHeld} from './doom.ts';
import {evidenceText} from './evidence-text.ts';
import {isFreshLog, listFindings, logOf, showFinding} from './list-findings.ts';
import type {PlacedFinding} from './list-findings.ts';
import {logKey} from './log-key.ts';
import {givenUpNote} from './note-given-up.ts';
import {podRows} from './pod-rows.ts';
import {readScene} from './read-scene.ts';
import type {Scene} from './read-scene.ts';
import {oldRevision, revisionOf, rolloutCounts} from './rollout-counts.ts';
import {rolloutEta} from './rollout-eta.ts';
import {isOurWriting} from './rollout-phase.ts';
import {rolloutVerdict} from './rollout-verdict.ts';
import {isForbidden, isLive, isPolled, silentForMs, streamViews} from './streams.ts';
import {STREAM_KINDS} from './types.ts';
import type {Registration, RolloutTarget, RolloutView, StreamKind, WantedLog} from './types.ts';

const TITLES: Readonly<Record<StreamKind, string>> = {
  deployments: 'Deployments',
  replicasets: 'ReplicaSets',
  pods: 'Pods',
  events: 'Events',
};
const MAX_ROWS = 20;
const MAX_FINDINGS = 20;
const MAX_WANTED_LOGS = 5;

/** Only names that Kubernetes allows, as they end up in a command. */
function wantedLogs(state: RolloutState, findings: readonly PlacedFinding[]): readonly WantedLog[] {
  const wanted = new Map<string, WantedLog>();
  for (const item of findings) {
    const log = logOf(item);
    if (log === undefined || !PATTERNS.dnsSubdomain.test(log.pod) || !PATTERNS.dnsLabel.test(log.container))
      continue;
    if (!isFreshLog(state.logs.get(logKey(log)), item)) wanted.set(logKey(log), log);
  }
  return Array.from(wanted.values()).slice(0, MAX_WANTED_LOGS);
}

/** One pod that is registered is enough; else the first that says why it is not. */
function registrationOf(state: RolloutState, {current}: Scene): Registration {
  let found: Registration = {state: 'unknown'};
  if (state.logs.size === 0 || current === undefined) return found;
  const names = new Set<string>();
  for (const {facts} of valuesOf(state.pods)) if (facts.owner === current.facts.uid) names.add(facts.name);
  for (const log of state.logs.values()) {
    if (!names.has(log.pod) || log.previous) continue;
    if (log.registration.state === 'registered') return log.registration;
    if (found.state === 'unknown') found = log.registration;
  }
  return found;
}

function notesOf(state: RolloutState, {deployment, phase, current}: Scene): readonly string[] {
  const notes: string[] = [];
  const givenUp = givenUpNote(state, current?.facts.uid);
  if (givenUp !== undefined) notes.push(givenUp);
  if (phase === 'complete' && deployment?.facts.desired === 0)
    notes.push('Scaled to 0, nothing was started.');
  if (deployment?.facts.deleting) notes.push('The Deployment is being deleted.');
  if (isForbidden(state, 'replicasets'))
    notes.push('ReplicaSets may not be read: pods cannot be told apart.');
  if (isForbidden(state, 'pods')) notes.push('Pods may not be read: reasons cannot be shown.');
  if (isForbidden(state, 'events')) notes.push('Events may not be read: fewer reasons can be shown.');
  const polled = STREAM_KINDS.filter((kind) => isPolled(state, kind)).map((kind) => TITLES[kind]);
  if (polled.length > 0)
    notes.push(`${polled.join(', ')} cannot be watched, so they are read every few seconds.`);
  return notes;
}

/** Who changed the Deployment after us, or wrote the newest of those that are there in its place. */
function actorOf({deployments, applied}: RolloutState, {phase, deployment}: Scene): string | undefined {
  if (phase !== 'superseded' && phase !== 'replaced') return undefined;
  const others = Array.from(deployments.values(), ({facts}) => facts);
  const [newest] = others.toSorted((a, b) => (b.createdMs ?? 0) - (a.createdMs ?? 0));
  const facts = phase === 'superseded' ? deployment?.facts : newest;
  if (facts === undefined || facts.manager === '') return undefined;
  // Who only takes fields away may leave us as the last that wrote.
  if (phase === 'superseded' && isOurWriting(applied, facts)) return undefined;
  return evidenceText(facts.manager);
}

function resumeCommand({context, namespace, name}: RolloutTarget): string {
  const words = ['rollout', 'resume', `deployment/${name}`];
  return context === undefined
    ? evidenceText(`kubectl ${words.join(' ')}`)
    : kubectlCommand({context, namespace}, ...words);
}

/** Everything to show and to decide on, as of the last tick. Texts in it are safe to print. */
export function viewRollout(state: RolloutState): RolloutView {
  const scene = readScene(state);
  const facts = scene.deployment?.facts;
  const {phase, sentence} = scene;
  const {few, total, pods} = listFindings(state, scene, MAX_FINDINGS);
  const findings = few.map((item) => showFinding(state, item, pods));
  const {rows, more} = podRows(state, scene, MAX_ROWS);
  const counts = rolloutCounts(scene);
  const old = oldRevision(scene);
  const actor = actorOf(state, scene);
  const revision = evidenceText(revisionOf(scene), 20);
  const worst = findings[0];
  return {
    phase,
    sentence: evidenceText(sentence),
    counts,
    revision,
    oldRevision: old,
    rows,
    moreRows: more,
    findings,
    moreFindings: total - few.length,
    verdict: rolloutVerdict({
      phase,
      name: evidenceText(state.target.name),
      resume: resumeCommand(state.target),
      revision,
      counts,
      oldRevision: old,
      deadlineSeconds: facts?.progressDeadlineSeconds,
      image: evidenceText(facts?.images.join(', ') ?? ''),
      actor,
      live: isLive(state),
      silentForMs: silentForMs(state),
      mayReadDeployment: !isForbidden(state, 'deployments'),
      doomed: phase === 'progressing' && isDoomHeld(state) && doomAt(state, scene).atMs <= state.evidenceMs,
      worst,
      worstPods: worst === undefined ? 0 : (pods.get(worst.code) ?? 0),
    }),
    eta: rolloutEta(state, scene),
    streams: streamViews(state),
    wantsLogs: wantedLogs(state, few),
    registration: registrationOf(state, scene),
    actor,
    notes: notesOf(state, scene),
  };
}
