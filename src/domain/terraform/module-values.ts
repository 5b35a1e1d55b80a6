import {expressionOf, type FoundAttributes} from './find-modules.ts';
import {HclScanError} from './hcl-scan-error.ts';
import {scanHcl, type HclAttributeItem} from './scan-hcl.ts';

/** What the `values` attribute of a module block is. */
export type ModuleValues =
  | {readonly kind: 'none'}
  /** `yamlencode({…})`: its keys, where they stand. */
  | {readonly kind: 'object'; readonly keys: readonly HclAttributeItem[]; readonly open: number}
  /** Anything else: a heredoc, a file, a merge. */
  | {readonly kind: 'other'; readonly expression: string};

const CALL = /^yamlencode\(\s*\{/;

/** Reads the `values` attribute of a module block. Never throws. */
export function moduleValues(text: string, {attributes}: FoundAttributes): ModuleValues {
  const attribute = attributes.find(({name}) => name === 'values');
  if (attribute === undefined) return {kind: 'none'};
  const expression = expressionOf(text, attribute);
  const opening = CALL.exec(expression)?.[0];
  const closing = /\}\s*\)$/.exec(expression)?.[0];
  if (opening === undefined || closing === undefined) return {kind: 'other', expression};
  const open = attribute.value.start + opening.length;
  try {
    const items = scanHcl(text, {start: open, end: attribute.value.end - closing.length}, {object: true});
    return {kind: 'object', keys: items.filter((item) => item.kind === 'attribute'), open};
  } catch (error) {
    if (error instanceof HclScanError) return {kind: 'other', expression};
    throw error;
  }
}
