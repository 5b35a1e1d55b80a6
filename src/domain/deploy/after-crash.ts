import {sanitiseLine} from '../text.ts';
import {countedObjects} from './conclude.ts';
import type {ObjectCounts} from './events.ts';
import {objectTitle, type ObjectRef} from './object-ref.ts';
import {runAdvice, statusCommand, type RunCommand} from './run-advice.ts';

/** How far a run was when the program around it broke. */
export interface BrokenRun {
  readonly kind: 'deploy' | 'watch' | 'undo';
  /** Something may have changed in the cluster. */
  readonly hasBegun: boolean;
  /** It went to the practice cluster, which ends with us. */
  readonly isPractice: boolean;
  readonly context: string;
  readonly namespace: string;
  /** Of the Deployment. */
  readonly name: string;
  /** Name of the run record; without one nobody can come back to it. */
  readonly record?: string;
  readonly applying?: {readonly done: number; readonly of: number};
  /** What kubectl has said it took. */
  readonly taken?: readonly ObjectRef[];
  /** The apply has ended. */
  readonly counts?: ObjectCounts;
}

/** More names than this are not listed. */
const MAX_NAMED = 12;

function takenLines(taken: readonly ObjectRef[] = []): string[] {
  if (taken.length === 0) return [];
  const named = taken.slice(0, MAX_NAMED).map((ref) => sanitiseLine(objectTitle(ref), {maxLength: 200}));
  const more = taken.length - named.length;
  return [`Taken: ${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`];
}

/** What a cluster has of a run whose front broke, and what to do; one line each. */
export function afterCrash(run: BrokenRun | undefined): readonly string[] {
  if (run === undefined || (run.kind === 'deploy' && !run.hasBegun))
    return ['Nothing was applied.', 'Start again.'];
  if (run.isPractice) return ['The practice cluster is gone, and all that was on it. Start again.'];
  const {context, namespace, name, record, counts, applying} = run;
  const ways = (...commands: readonly RunCommand[]): readonly string[] =>
    record === undefined
      ? [`See how it stands: ${statusCommand({context, namespace, name})}`]
      : commands.map((command) => runAdvice(command, record));
  const place = sanitiseLine(`${context} / ${namespace}`);
  if (run.kind === 'undo')
    return [
      `On ${place} something was being taken back; what kubectl has begun goes on by itself.`,
      ...ways('undo-rest'),
    ];
  if (counts !== undefined)
    return [`Applied to ${place}: ${countedObjects(counts)}. The rollout goes on.`, ...ways('watch', 'undo')];
  if (run.kind === 'watch') return [`The rollout on ${place} goes on.`, ...ways('watch')];
  const done = applying === undefined ? '' : ` ${applying.done} of ${applying.of} objects are taken so far;`;
  return [
    `Being applied to ${place}:${done} what kubectl has begun goes on by itself.`,
    ...takenLines(run.taken),
    ...ways('watch', 'undo'),
  ];
}
