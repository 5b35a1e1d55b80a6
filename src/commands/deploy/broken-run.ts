import type {BrokenRun} from '../../domain/deploy/after-crash.ts';
import type {DeployEvent} from '../../domain/deploy/events.ts';

/** What a run was begun as. */
export interface RunBegun {
  readonly kind: BrokenRun['kind'];
  /** Name of the record that it comes back to. */
  readonly record?: string;
}

/** Follows the events of a run, to tell how far it was should we break. */
export interface FollowedRun {
  readonly see: (event: DeployEvent) => void;
  readonly now: () => BrokenRun | undefined;
}

export function followRun({kind, record}: RunBegun): FollowedRun {
  let run: BrokenRun | undefined;
  return {
    see(event) {
      if (event.type === 'target') {
        const {target, practice, name = ''} = event;
        const {context, namespace} = target;
        const place = {context, namespace, name, isPractice: practice !== undefined};
        run = {
          ...(run ?? {kind, hasBegun: kind === 'undo', ...(record === undefined ? {} : {record})}),
          ...place,
        };
        return;
      }
      if (run !== undefined) run = {...run, ...changeOf(run, event)};
    },
    now: () => run,
  };
}

function changeOf(run: BrokenRun, event: DeployEvent): Partial<BrokenRun> {
  switch (event.type) {
    case 'applying':
      return {
        hasBegun: true,
        applying: {done: 0, of: event.of},
        ...(event.run === undefined ? {} : {record: event.run}),
      };
    case 'object': {
      const {done, of, outcome, ref} = event;
      return {applying: {done, of}, ...(outcome === 'applied' ? {taken: [...(run.taken ?? []), ref]} : {})};
    }
    case 'applied':
      return {counts: event.objects};
    // An apply may be taken back without a question.
    case 'undo':
      return {kind: 'undo', hasBegun: true};
    default:
      return {};
  }
}
