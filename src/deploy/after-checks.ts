import type {AfterCheck, DeployEvent} from '../domain/deploy/events.ts';
import type {ManifestObject} from '../domain/deploy/read-manifest.ts';
import type {RolloutView} from '../domain/rollout/types.ts';
import {afterComplete} from '../services/kubectl/after-complete.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';

export interface AfterFacts {
  readonly autoUpgrade?: 'off' | 'on';
  /** Complete, but with an image that somebody else has put in. */
  readonly overtaken?: {readonly reason: string; readonly next: readonly string[]};
}

/** What is looked at once a rollout is complete: Harness, auto-upgrade, the image. */
export async function* afterChecks({
  connection,
  objects,
  view,
  leave,
}: {
  readonly connection: Connection;
  readonly objects: readonly ManifestObject[];
  readonly view: RolloutView;
  readonly leave?: AbortSignal;
}): AsyncGenerator<DeployEvent, AfterFacts, undefined> {
  if (view.verdict.word === 'complete') yield {type: 'registered', ...view.registration};
  const rows = await afterComplete({connection, objects, ...(leave === undefined ? {} : {signal: leave})});
  for (const row of rows) yield {type: 'after', ...row};
  const autoUpgrade = autoUpgradeOf(rows);
  const image = rows.find(({id, state}) => id === 'image' && state === 'warn');
  return {
    ...(autoUpgrade === undefined ? {} : {autoUpgrade}),
    ...(image === undefined ? {} : {overtaken: {reason: image.text, next: image.next ? [image.next] : []}}),
  };
}

const STATES: Readonly<Record<AfterCheck['state'], 'off' | 'on' | undefined>> = {
  ok: 'off',
  warn: 'on',
  unknown: undefined,
};

const autoUpgradeOf = (rows: readonly AfterCheck[]): 'off' | 'on' | undefined => {
  const row = rows.find(({id}) => id === 'upgrader');
  return row && STATES[row.state];
};
