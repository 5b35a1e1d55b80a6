import {answer, typeAnswer, typedText} from './answering.ts';
import {heading, isFocusable, type Item} from './item.ts';
import {getAt} from './paths.ts';
import type {StepId} from './screen.ts';
import type {WizardState} from './state.ts';

interface SpecBase {
  /** Path of the answer. */
  readonly path: string;
  readonly label: string;
  /** Dim words behind the value. */
  readonly detail?: string;
  /** Shown only then. */
  readonly when?: (state: WizardState) => boolean;
}
export interface TextSpec extends SpecBase {
  readonly kind: 'text';
  readonly placeholder?: string | ((state: WizardState) => string);
}
export interface OptionsSpec extends SpecBase {
  readonly kind: 'options';
  readonly options: readonly {
    readonly value: string | boolean;
    readonly label: string;
    /** Dim words while it is chosen. */ readonly detail?: string;
  }[];
}

/** A field of a form as a row of data. */
export type FieldSpec = TextSpec | OptionsSpec;

export const YES_NO = [
  {value: true, label: 'yes'},
  {value: false, label: 'no'},
] as const;

/** Field rows of a form, as far as they apply. */
export const formItems = (state: WizardState, specs: readonly FieldSpec[]): Item[] =>
  specs
    .filter((spec) => spec.when?.(state) ?? true)
    .map((spec) => (spec.kind === 'text' ? textItem(state, spec) : optionsItem(state, spec)));

function textItem(state: WizardState, spec: TextSpec): Item {
  const {path, label, placeholder} = spec;
  const text = typedText(state, path);
  const shown = typeof placeholder === 'function' ? placeholder(state) : placeholder;
  return {
    row: {
      kind: 'text',
      id: path,
      label,
      value: text,
      ...(shown === undefined ? {} : {placeholder: shown}),
      ...detailOf(spec.detail),
    },
    text,
    setText: (state, text) => typeAnswer(state, path, text),
  };
}

function optionsItem(state: WizardState, spec: OptionsSpec): Item {
  const {path, label, options} = spec;
  const value = getAt(state.answers, path);
  const at = options.findIndex((option) => option.value === value);
  // What a preset file got wrong is none of the options: the first step leads to one of them.
  const step = (by: 1 | -1) => (at === -1 ? 0 : (at + by + options.length) % options.length);
  const choose = (state: WizardState, index: number) => answer(state, path, options[index]?.value);
  return {
    row: {
      kind: 'options',
      id: path,
      label,
      options: options.map((option, index) => ({label: option.label, selected: index === at})),
      ...detailOf(options[at]?.detail ?? spec.detail),
    },
    change: (state, by) => choose(state, step(by)),
    toggle: (state) => choose(state, step(1)),
  };
}

const detailOf = (detail: string | undefined) => (detail === undefined ? {} : {detail});

interface FoldInput {
  readonly step: StepId;
  /** What lies behind it: `proxy, certificates, tags`. */
  readonly detail: string;
  readonly items: readonly Item[];
}

/** A `more…` row that unfolds rows which few people need. Folded rows keep their answers. */
export function folded(state: WizardState, {step, detail, items}: FoldInput): Item[] {
  if (state.unfolded.includes(step)) return [heading('More'), ...items];
  const unfold = (state: WizardState): WizardState => ({
    ...state,
    unfolded: [...state.unfolded, step],
    focus: {...state.focus, [step]: items.find(isFocusable)?.row.id ?? ''},
  });
  return [
    {
      row: {kind: 'choose', id: `more:${step}`, label: 'more…', detail},
      toggle: unfold,
      pick: (state) => [unfold(state), []],
    },
  ];
}
