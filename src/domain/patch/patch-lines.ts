import {lineDiff, type LineDiff} from '../line-diff.ts';
import {maskedTexts, type TextKind} from './masked-text.ts';
import type {PatchEdit} from './patch-types.ts';
import {sanitiseLine} from '../text.ts';

const change = ({from, to}: PatchEdit): string =>
  from === undefined ? (to ?? '') : `${from} -> ${to ?? '(nothing)'}`;

/** `Deployment custom-del spec.replicas: 1 -> 2` */
export const changeLine = (edit: PatchEdit): string => {
  const {kind, name, field} = edit.where;
  return sanitiseLine(`${kind} ${name} ${field}: ${change(edit)}`);
};

/** Two lines for each edit: where and what, then why. */
export const editLines = (edits: readonly PatchEdit[]): string[] =>
  edits.flatMap((edit) => {
    const {file, line} = edit.where;
    return [sanitiseLine(`${file}:${line}: ${changeLine(edit)}`), sanitiseLine(`  ${edit.why}`)];
  });

/** Both texts with secrets hidden, in the way of their kind of file. */
export const maskedFile = (
  before: string,
  after: string,
  kind: TextKind,
): {readonly before: string; readonly after: string} => maskedTexts(before, after, kind);

/** The diff of both texts, secrets hidden. */
export function maskedFileDiff(before: string, after: string, kind: TextKind = 'manifest'): LineDiff {
  const masked = maskedFile(before, after, kind);
  return lineDiff(masked.before, masked.after);
}
