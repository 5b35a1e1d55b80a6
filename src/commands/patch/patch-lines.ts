import type {Install} from '../../domain/choices.ts';
import {lineDiff, type LineDiff} from '../../domain/line-diff.ts';
import {maskedLines} from '../../domain/patch/masked-lines.ts';
import {maskedTexts} from '../../domain/patch/masked-text.ts';
import type {PatchEdit} from '../../domain/patch/patch-types.ts';
import {sanitiseLine} from '../../domain/text.ts';

const change = ({from, to}: PatchEdit): string =>
  from === undefined ? (to ?? '') : `${from} -> ${to ?? '(nothing)'}`;

/** Two lines for each edit: where and what, then why. */
export const editLines = (edits: readonly PatchEdit[]): string[] =>
  edits.flatMap((edit) => {
    const {file, line, kind, name, field} = edit.where;
    return [`${file}:${line}: ${kind} ${name} ${field}: ${change(edit)}`, `  ${edit.why}`].map((text) =>
      sanitiseLine(text),
    );
  });

/** The diff of both texts, secrets hidden. */
export function maskedFileDiff(before: string, after: string, install: Install = 'manifest'): LineDiff {
  const masked =
    install === 'manifest'
      ? maskedTexts(before, after)
      : {before: maskedLines(before), after: maskedLines(after)};
  return lineDiff(masked.before, masked.after);
}
