import {EDIT_REASONS, type InstallFinding} from '../install/install-patch.ts';
import {sanitiseLine} from '../text.ts';
import {isPlaceholder} from '../token.ts';
import type {AttributeWish} from './attribute-wishes.ts';
import {insertedAttribute} from './edit-attributes.ts';
import {expressionOf} from './find-modules.ts';
import {moduleValues} from './module-values.ts';
import {whereIs, type PatchStep, type PatchTarget} from './patch-target.ts';
import {plainString} from './scan-hcl.ts';

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

/** Auto-upgrade turned off, as it stands in values of any form. */
const OFF = /["']?enabled["']?[ \t]*[:=][ \t]*["']?false/;

/** The key of `values` that takes the place of the variable and says something else, as far as it can be seen. */
function winnerOver({text, found}: PatchTarget, {beatenBy, to}: AttributeWish): string | undefined {
  const values = moduleValues(text, found);
  if (values.kind === 'none') return undefined;
  const agrees = (key: string, expression: string) =>
    key === 'upgrader'
      ? OFF.test(expression)
      : expression === to || plainString(expression) === plainString(to);
  if (values.kind === 'object') {
    const winner = values.keys.find(({name}) => beatenBy.includes(name));
    if (winner === undefined || agrees(winner.name, expressionOf(text, winner))) return undefined;
    // image may hold no more than a pull policy.
    const decides = winner.name !== 'image' || expressionOf(text, winner).includes('repository');
    return decides ? winner.name : undefined;
  }
  return beatenBy.find((key) => {
    const start = values.expression.search(new RegExp(`(?:^|[\\s{,])["']?${key}["']?[ \\t]*[:=]`));
    // What follows the key within a few words decides for a mapping such as upgrader.
    return start !== -1 && !agrees(key, values.expression.slice(start, start + 80));
  });
}
