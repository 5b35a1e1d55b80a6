import type {Answers} from '../domain/answers.ts';
import {runningImage} from '../domain/image-ref.ts';
import {planFile} from '../domain/patch/plan-file.ts';
import {withDigest} from '../domain/pinned-plan.ts';
import {readTextFile} from '../services/read-text-file.ts';
import {replaceText} from '../services/replace-text.ts';

/** A file of the person's own that installs the delegate. */
export interface OwnFile {
  /** As the user wrote it. */
  readonly path: string;
  /** Of the workload. */
  readonly delegate: {readonly name: string; readonly namespace: string};
  /** The person wanted it left alone. */
  readonly isKept: boolean;
}

/** Writes what was planned; gives the path of the file as it was, where it was another one. */
type Pin = () => Promise<string | undefined>;

/** Findings about ages of versions are not looked at here. */
const NO_TODAY = {year: 1, month: 1};

/**
 * Plans the image with this digest, or without one, into a file that people have, and nothing else. `undefined` when
 * that cannot be done: then the file stays as it is. Never throws; what it gives throws `UserError`.
 */
export async function planOwnPin(
  {path, delegate, isKept}: OwnFile,
  {answers, digest}: {readonly answers: Answers; readonly digest: string | undefined},
): Promise<Pin | undefined> {
  if (isKept) return undefined;
  const entry = await readTextFile(path);
  if (entry.kind !== 'text') return undefined;
  const {text: before} = entry;
  const after = pinned(before, {path, delegate, image: runningImage(withDigest(answers, digest))});
  if (after === undefined || (digest !== undefined && !after.includes(digest))) return undefined;
  return async () => (after === before ? undefined : (await replaceText({path, before, after})).backup);
}

function pinned(
  text: string,
  {path, delegate, image}: Pick<OwnFile, 'path' | 'delegate'> & {readonly image: string},
): string | undefined {
  const {name, namespace} = delegate;
  // The shortest name that means one delegate of the file.
  for (const wanted of [undefined, name, `${namespace}/${name}`]) {
    const which = wanted === undefined ? {} : {delegate: wanted};
    const {plan} = planFile({text, file: path, ...which, wishes: {image}, today: NO_TODAY});
    if (plan.state === 'foreign') return undefined;
    if (plan.state === 'planned')
      return plan.blocked.length === 0 && plan.edits.every(({code}) => code === 'image')
        ? plan.text
        : undefined;
  }
  return undefined;
}
