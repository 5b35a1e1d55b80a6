import type {AttributeWish} from './attribute-wishes.ts';
import {whereIs, type PatchStep, type PatchTarget} from './patch-target.ts';
import {seenValues} from './values-seen.ts';

/** What to look at where only Terraform can tell what `values` is: its keys win over the variables of the module. */
export function unreadValues(target: PatchTarget, wishes: readonly AttributeWish[]): PatchStep[] {
  if (seenValues(target.text, target.found).isRead) return [];
  const keys = wishes.flatMap(({beatenBy, onlyOpen}) => (onlyOpen === true ? [] : beatenBy));
  return [
    {
      finding: {
        code: 'values-not-read',
        severity: 'warning',
        where: whereIs(target, 'values'),
        message: `It comes from elsewhere, and wins over the lines of this block. See that it sets none of these keys: ${keys.join(', ')}.`,
      },
    },
  ];
}
