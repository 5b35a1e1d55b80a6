import {
  asProblem,
  chooseOne,
  EDIT_REASONS,
  foreignFile,
  HIDDEN,
  type InstallFinding,
  type InstallPatch,
} from '../install/install-patch.ts';
import type {PatchEdit, PatchWishes} from '../patch/patch-types.ts';
import {sanitiseLine} from '../text.ts';
import {valueAt} from '../value-at.ts';
import type {YamlEdit} from '../yaml-edit/edit-types.ts';
import {editYaml} from '../yaml-edit/edit-yaml.ts';
import {isJsonScalar} from '../yaml-edit/json-value.ts';
import {sameValue} from '../yaml-edit/same-value.ts';
import {YamlEditError} from '../yaml-edit/yaml-edit-error.ts';
import {findValues, type FoundValues} from './find-values.ts';
import {valuesFindings} from './values-findings.ts';
import {valueWishes, type ValueWish} from './values-wishes.ts';

interface PatchInput {
  readonly text: string;
  /** Name of the file, for sentences. */
  readonly file: string;
  readonly wishes: PatchWishes;
  /** Its name, or the key of its subchart, where a file holds values for several delegates. */
  readonly delegate?: string;
}

/**
 * The edits that a values file of Harness's delegate chart needs for our image: made all together or, when one
 * cannot be made safely, none of them. Never throws, whatever the text is.
 */
export function planValuesPatch(input: PatchInput): InstallPatch {
  const {text, file, wishes, delegate} = input;
  const all = findValues(text);
  const [target, ...others] = all.filter(
    ({under, values}) => delegate === undefined || under === delegate || values['delegateName'] === delegate,
  );
  if (target === undefined && all.length === 0) {
    const message =
      'No values of Harness’s delegate chart are in it. Give the values file that helm reads for the delegate.';
    return foreignFile({file, code: 'no-values', message});
  }
  if (target === undefined || others.length > 0) {
    const names = all.map(({under}) => sanitiseLine(under ?? 'the whole file', {maxLength: 60}));
    return chooseOne({names, file, isNamed: delegate !== undefined});
  }
  const place = {text, file, target};
  const wished = valueWishes(target.values, wishes);
  if (typeof wished !== 'string') return patched(place, wished);
  const where = whereOf(place, ['image', 'repository']);
  return blocked(place, {code: 'image-split', severity: 'error', where, message: wished});
}

interface Target {
  readonly text: string;
  readonly file: string;
  readonly target: FoundValues;
}

function whereOf({file, target}: Target, path: readonly string[]): PatchEdit['where'] {
  const {values, under} = target;
  const name = typeof values['delegateName'] === 'string' ? values['delegateName'] : (under ?? '');
  return {
    file,
    line: target.lineOf(path),
    kind: 'values',
    name: sanitiseLine(name, {maxLength: 60}),
    field: [...(under === undefined ? [] : [under]), ...path].join('.'),
  };
}

function patched(place: Target, wished: readonly ValueWish[]): InstallPatch {
  const {text, target} = place;
  const needed = wished.filter(({path, to}) => !sameValue(valueAt(target.values, path), to));
  try {
    const after = editYaml({text, edits: needed.flatMap((wish) => yamlEdits(target, wish))}).text;
    const now = findValues(after).find(({under}) => under === target.under) ?? target;
    return {
      state: 'planned',
      delegate: delegateOf(place),
      edits: needed.map((wish) => told(place, wish)),
      blocked: [],
      findings: valuesFindings(now.values).map(({field, beside, ...finding}) =>
        asProblem({...finding, where: findingPlace(place, {field, ...(beside && {beside})})}),
      ),
      text: after,
    };
  } catch (error) {
    if (!(error instanceof YamlEditError)) throw error;
    const where = {...whereOf(place, []), line: error.line, field: error.edit.path.join('.')};
    const message = `It cannot be edited, because ${error.reason}. Edit it by hand.`;
    return blocked(place, {code: 'not-editable', severity: 'error', where, message});
  }
}

/** A key that is missing is told at the key that it belongs beside. */
const findingPlace = (
  place: Target,
  {field, beside}: {readonly field: string; readonly beside?: string},
): PatchEdit['where'] => ({
  ...whereOf(place, field.split('.')),
  ...(beside === undefined ? {} : {line: whereOf(place, [beside]).line}),
});

const delegateOf = (place: Target) => ({name: whereOf(place, []).name, namespace: ''});

const blocked = (place: Target, finding: InstallFinding): InstallPatch => ({
  state: 'planned',
  delegate: delegateOf(place),
  edits: [],
  blocked: [asProblem(finding)],
  findings: [],
  text: place.text,
});

function yamlEdits(target: FoundValues, {path, to}: ValueWish): YamlEdit[] {
  const place = {document: 0, path: [...(target.under === undefined ? [] : [target.under]), ...path]};
  if (to === undefined) return [{...place, kind: 'remove'}];
  if (isJsonScalar(to)) return [{...place, kind: 'set', value: to}];
  const isThere = valueAt(target.values, path) !== undefined;
  return [...(isThere ? [{...place, kind: 'remove'} as const] : []), {...place, kind: 'insert', value: to}];
}

const shown = (value: unknown): string =>
  sanitiseLine(typeof value === 'string' ? value : JSON.stringify(value), {maxLength: 200});

function told(place: Target, {code, path, to, secret, why}: ValueWish): PatchEdit {
  const before = valueAt(place.target.values, path);
  return {
    code,
    where: whereOf(place, path),
    ...(before === undefined ? {} : {from: secret ? HIDDEN : shown(before)}),
    ...(to === undefined ? {} : {to: secret ? HIDDEN : shown(to)}),
    why: why ?? EDIT_REASONS[code],
  };
}
