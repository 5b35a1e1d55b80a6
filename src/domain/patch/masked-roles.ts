import type {LineDiff} from '../line-diff.ts';
import type {FileRole} from '../plan-types.ts';
import type {TextKind} from './masked-text.ts';
import {maskedFileDiff} from './patch-lines.ts';

/** How the secrets in each kind of file are found. */
const KINDS: Readonly<Record<FileRole, TextKind>> = {
  dockerfile: 'lines',
  manifest: 'manifest',
  values: 'helm',
  terraform: 'terraform',
  step: 'manifest',
  validation: 'manifest',
  answers: 'answers',
  ignore: 'lines',
  token: 'lines',
};

/** A file as it is and as it would be. */
export interface FileTexts {
  readonly role: FileRole;
  readonly before: string;
  readonly after: string;
}

/** What takes one text of a file to the other, secrets hidden: people put the token into what we wrote. */
export const maskedDiffOf = ({role, before, after}: FileTexts): LineDiff =>
  maskedFileDiff(before, after, KINDS[role]);
