import type {PatchEvent, PlanEvent} from './events.ts';

type FileEvent = Extract<PlanEvent, {type: 'file'}>;

interface Written {
  readonly directory: string;
  readonly events: readonly FileEvent[];
  readonly patched?: PatchEvent;
}

/** An outcome that is news only because of what was done before. */
type Done = Pick<FileEvent, 'outcome' | 'path'> & Pick<PatchEvent, 'backup'>;

/** What was done first counts where nothing was done after that; a backup of the first time stays one. */
const joined = <Event extends Done>(now: Event, before: Event | undefined): Event => {
  if (before === undefined) return now;
  if (now.outcome === before.outcome && now.outcome === 'kept') return now;
  if (now.outcome === 'unchanged' || now.outcome === 'kept') return before;
  return now.backup === undefined && before.backup !== undefined ? {...now, backup: before.backup} : now;
};

/**
 * Two writes of one session told as one: whoever goes back to the review and writes again has new files, not
 * unchanged ones. Files of another directory have nothing to do with each other.
 */
export function withEarlier<Told extends Written>(now: Told, before: Written | undefined): Told {
  if (before === undefined || before.directory !== now.directory) return now;
  const events = now.events.map((event) =>
    joined(
      event,
      before.events.find(({path}) => path === event.path),
    ),
  );
  const {patched} = now;
  const isSame = patched !== undefined && before.patched?.writtenTo === patched.path;
  return {...now, events, ...(isSame ? {patched: {...patched, ...joined(patched, before.patched)}} : {})};
}
