import type {PatchEdit} from '../patch/patch-types.ts';
import {sanitiseLine} from '../text.ts';
import {lineOf} from '../yaml-edit/lines.ts';
import type {InstallFinding} from '../install/install-patch.ts';
import type {FoundAttributes} from './find-modules.ts';
import type {Splice} from './edit-attributes.ts';

/** What is edited: a text, and in it a module block or the attributes of a variables file. */
export interface PatchTarget {
  readonly text: string;
  readonly file: string;
  readonly found: FoundAttributes;
}

/** One wish as it is carried out, or why it is not. */
export type PatchStep =
  | {readonly splice: Splice; readonly edit: PatchEdit}
  | {readonly finding: InstallFinding};

/** Where an attribute stands, or would stand. */
export function whereIs({text, file, found}: PatchTarget, field: string): PatchEdit['where'] {
  const attribute = found.attributes.find(({name}) => name === field);
  return {
    file,
    line: lineOf(text, attribute?.key.start ?? found.body.start),
    kind: found.label === undefined ? 'variables' : 'module',
    name: sanitiseLine(found.label ?? '', {maxLength: 60}),
    field,
  };
}
