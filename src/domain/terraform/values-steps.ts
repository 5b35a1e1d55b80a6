import {EDIT_REASONS, type EditCode} from '../install/install-patch.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {sanitiseLine} from '../text.ts';
import {insertedAttribute} from './edit-attributes.ts';
import {expressionOf} from './find-modules.ts';
import {hclString} from './hcl-string.ts';
import {moduleValues, type ModuleValues} from './module-values.ts';
import {whereIs, type PatchStep, type PatchTarget} from './patch-target.ts';
import {plainString} from './scan-hcl.ts';

/** A value of the chart that the module has no variable for. */
interface ValueWish {
  readonly code: EditCode;
  readonly key: string;
  readonly to: string;
}

const wishesFor = ({pullSecret, tokenSecret}: PatchWishes): ValueWish[] => [
  ...(pullSecret === undefined
    ? []
    : [{code: 'pull-secret' as const, key: 'imagePullSecret', to: hclString(pullSecret)}]),
  ...(tokenSecret === undefined
    ? []
    : [{code: 'token-secret' as const, key: 'existingDelegateToken', to: hclString(tokenSecret)}]),
];

/** Wishes that are no single word, by the key of the chart that would hold them. */
const byHand = ({cpu, memory, securityContext, imagePullPolicy}: PatchWishes): string[] => [
  ...(cpu === undefined && memory === undefined ? [] : ['resources']),
  ...(securityContext === undefined ? [] : ['delegate.securityContext']),
  ...(imagePullPolicy === undefined ? [] : ['image.pullPolicy']),
];

/** How wishes are met that belong into `values` of the module: single words are written, others are told. */
export function valuesSteps(target: PatchTarget, wishes: PatchWishes): PatchStep[] {
  if (target.found.label === undefined)
    return [...wishesFor(wishes).map(({key}) => key), ...byHand(wishes)].map((key) => told(target, key));
  const values = moduleValues(target.text, target.found);
  return [
    ...writtenSteps(target, values, wishesFor(wishes)),
    ...byHand(wishes).map((key) => told(target, key)),
  ];
}

const told = (target: PatchTarget, key: string): PatchStep => ({
  finding: {
    code: 'by-hand',
    severity: 'warning',
    where: whereIs(target, 'values'),
    message: `The module has no variable for it. Write ${key} into values = yamlencode({ … }) of the module block by hand.`,
  },
});

function writtenSteps(target: PatchTarget, values: ModuleValues, wishes: readonly ValueWish[]): PatchStep[] {
  const {text, found} = target;
  const [first, ...others] = wishes;
  if (first === undefined) return [];
  if (values.kind === 'other') return wishes.map(({key}) => told(target, key));
  const edit = ({code, key, to}: ValueWish, from?: string) => ({
    code,
    where: {...whereIs(target, 'values'), field: `values.${key}`},
    ...(from === undefined ? {} : {from: sanitiseLine(from, {maxLength: 200})}),
    to,
    why: EDIT_REASONS[code],
  });
  if (values.kind === 'none') {
    const value = `yamlencode({ ${wishes.map(({key, to}) => `${key} = ${to}`).join(', ')} })`;
    const splice = insertedAttribute(text, found, {name: 'values', value});
    // One line brings them all.
    const nothing = {start: splice.start, end: splice.start, text: ''};
    return [{splice, edit: edit(first)}, ...others.map((wish) => ({splice: nothing, edit: edit(wish)}))];
  }
  return wishes.flatMap((wish): PatchStep[] => {
    const present = values.keys.find(({name}) => name === wish.key);
    if (present === undefined) {
      const added = keyLine(text, values, wish);
      return added === undefined ? [told(target, wish.key)] : [{splice: added, edit: edit(wish)}];
    }
    const before = expressionOf(text, present);
    if (before === wish.to || plainString(before) === plainString(wish.to)) return [];
    return plainString(before) === undefined
      ? [told(target, wish.key)]
      : [{splice: {...present.value, text: wish.to}, edit: edit(wish, before)}];
  });
}

/** A line above the first key of the object; `undefined` where that does not stand on a line of its own. */
function keyLine(
  text: string,
  {keys}: {readonly keys: readonly {key: {start: number}}[]},
  {key, to}: ValueWish,
) {
  const [first] = keys;
  if (first === undefined) return undefined;
  const start = text.lastIndexOf('\n', first.key.start) + 1;
  const indent = text.slice(start, first.key.start);
  if (indent.trim() !== '') return undefined;
  const eol = text.slice(0, start).endsWith('\r\n') ? '\r\n' : '\n';
  return {start, end: start, text: `${indent}${key} = ${to}${eol}`};
}
