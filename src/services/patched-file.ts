import type {FileChoice, FileComparison, FileOutcome, PatchEvent} from '../domain/events.ts';
import type {PatchedFile} from '../domain/plan-types.ts';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {commitFiles} from './commit-files.ts';
import {besideNames} from './link-to-first-free.ts';
import {readTextFile} from './read-text-file.ts';
import {replaceText} from './replace-text.ts';
import {stageSecret, unstage} from './stage-secret.ts';
import {writeError} from './write-error.ts';

const PRIVATE = 0o600;

/** Holds the file against the disk. Its text is not among what is told: it may hold secrets. Never throws. */
export async function comparePatch({
  path,
  role,
  before,
  content,
  blocked,
}: PatchedFile): Promise<FileComparison> {
  const entry = await readTextFile(path);
  const verdict = (state: FileComparison['state'], reason?: string): FileComparison => ({
    path,
    role,
    state,
    ...(reason === undefined ? {} : {reason}),
  });
  if (entry.kind !== 'text' || entry.text !== before)
    return verdict('blocked', 'it changed since it was read; choose it again at the start');
  if (blocked.length > 0)
    return verdict('blocked', 'not every edit can be made; make those by hand, then choose it again');
  return verdict(content === before ? 'unchanged' : 'changed');
}

/**
 * Puts the edited text in the place of the file, with a backup, or beside it. Throws `UserError` for a file that
 * changed since it was read, and then nothing was written.
 */
export async function writePatch(patch: PatchedFile, choice: FileChoice): Promise<PatchEvent> {
  const {path, before, content, blocked} = patch;
  const told = (outcome: FileOutcome): PatchEvent => ({outcome, path, writtenTo: path});
  if (choice === 'keep') return told(content === before ? 'unchanged' : 'kept');
  if (blocked.length > 0)
    throw new UserError(`${sanitiseLine(path, {maxLength: 200})} cannot be edited as it is.`, {
      next: ['Press k to leave it alone, and make the edits by hand.'],
    });
  if (content === before) return told('unchanged');
  const addsSecret = patch.edits.some(({code}) => code === 'token');
  if (choice !== 'beside') {
    const {backup, isClosed} = await replaceText({path, before, after: content, addsSecret});
    return {...told('replaced'), backup, ...(isClosed ? {isClosed} : {})};
  }
  const entry = await readTextFile(path);
  const mode = entry.kind === 'text' && !addsSecret ? entry.mode : PRIVATE;
  return {...told('written-beside'), writtenTo: await createBeside({path, content, mode})};
}

interface Creation {
  readonly path: string;
  readonly content: string;
  readonly mode: number;
}

async function createBeside({path, content, mode}: Creation): Promise<string> {
  const staged = await stageSecret({path, content, mode}).catch((error: unknown) => {
    throw writeError(path, error);
  });
  try {
    const [committed] = await commitFiles([{path, ...staged, names: besideNames(path)}]);
    return committed?.writtenTo ?? path;
  } finally {
    await unstage(staged);
  }
}
