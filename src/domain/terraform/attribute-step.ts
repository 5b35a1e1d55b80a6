import {EDIT_REASONS, type InstallFinding} from '../install/install-patch.ts';
import {isPlainObject} from '../merge.ts';
import {sanitiseLine} from '../text.ts';
import {isPlaceholder} from '../token.ts';
import type {AttributeWish} from './attribute-wishes.ts';
import {insertedAttribute} from './edit-attributes.ts';
import {expressionOf} from './find-modules.ts';
import {whereIs, type PatchStep, type PatchTarget} from './patch-target.ts';
import {plainString} from './scan-hcl.ts';
import {seenValues} from './values-seen.ts';

/**
 * How a wish for one variable is met: its simple value replaced, or a line added to a module block. A finding
 * where something else decides the value; nothing where it is as wished.
 */
export function attributeStep(target: PatchTarget, wish: AttributeWish): PatchStep[] {
  const {text, found} = target;
  const {code, names, to} = wish;
  const attribute = found.attributes.find(({name}) => names.includes(name));
  const where = whereIs(target, attribute?.name ?? names[0] ?? '');
  const why = EDIT_REASONS[code];
  const finding = (code: string, severity: InstallFinding['severity'], message: string): PatchStep[] => [
    {finding: {code, severity, where, message}},
  ];
  const winner = winnerOver(target, wish);
  if (winner !== undefined && wish.onlyOpen !== true) {
    const message = `In values, ${winner} wins over it. Take that out of values first.`;
    return finding('values-win', 'error', message);
  }
  if (attribute === undefined) {
    if (found.label !== undefined)
      return [
        {
          splice: insertedAttribute(text, found, {name: names[0] ?? '', value: to}),
          edit: {code, where, to, why},
        },
      ];
    const message = `It is not set in this file. See that the module block sets it to ${to}.`;
    return wish.onlyOpen === true ? [] : finding('not-set-here', 'warning', message);
  }
  const before = expressionOf(text, attribute);
  if (isSettled(before, wish)) return [];
  if (!wish.replaces.test(before) || (before.startsWith('"') && plainString(before) === undefined)) {
    const message = `It comes from elsewhere in the configuration. Make it ${to} there.`;
    return finding('not-simple', 'error', message);
  }
  const from = sanitiseLine(before, {maxLength: 200});
  return [{splice: {...attribute.value, text: to}, edit: {code, where, from, to, why}}];
}

/** True for a value that is as wished, and for one of its own where only an open one is filled. */
function isSettled(before: string, {to, onlyOpen}: AttributeWish): boolean {
  const words = plainString(before);
  if (onlyOpen === true && (words === undefined || !isPlaceholder(words))) return true;
  return before === to || (words !== undefined && words === plainString(to));
}

/** The key of `values` that takes the place of the variable and says something else, or something that is not known. */
function winnerOver({text, found}: PatchTarget, {beatenBy, to}: AttributeWish): string | undefined {
  const seen = seenValues(text, found);
  if (!seen.isRead)
    return beatenBy.find((key) => new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(seen.expression));
  const {values} = seen;
  return beatenBy.find((key) => Object.hasOwn(values, key) && !isAgreed(key, values[key], to));
}

/** True for a value of the chart that leaves the wish as it is. */
function isAgreed(key: string, value: unknown, to: string): boolean {
  // The chart takes the text "false" for true.
  if (key === 'upgrader') return isPlainObject(value) && value['enabled'] === false;
  // It may hold no more than a pull policy.
  if (isPlainObject(value)) return key === 'image' && !Object.hasOwn(value, 'repository');
  return (
    (typeof value === 'string' || typeof value === 'number') && String(value) === (plainString(to) ?? to)
  );
}
