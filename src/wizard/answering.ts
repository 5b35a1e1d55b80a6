import type {PartialAnswers} from '../domain/answers.ts';
import {NAMES_IMAGE} from '../domain/merge.ts';
import {formatField, parseField} from './field-text.ts';
import {getAt, setAt} from './paths.ts';
import type {WizardState} from './state.ts';

const without = (drafts: WizardState['drafts'], id: string): WizardState['drafts'] => {
  const {[id]: _removed, ...others} = drafts;
  return others;
};

/** Sets an answer. With another name of the image, the digest that was pinned is that of another image. */
function put(answers: PartialAnswers, path: string, value: unknown): PartialAnswers {
  const [group, key = ''] = path.split('.');
  const namesIt =
    (group === 'image' && NAMES_IMAGE.includes(key)) ||
    (path === 'base.version' && getAt(answers, 'image.tag') === undefined);
  const isOther = namesIt && getAt(answers, path) !== value;
  return setAt(isOther ? setAt(answers, 'image.digest', undefined) : answers, path, value);
}

/** Sets an answer by anything but typing; `undefined` takes it out. */
export const answer = (state: WizardState, path: string, value: unknown): WizardState => ({
  ...state,
  answers: put(state.answers, path, value),
  drafts: without(state.drafts, path),
});

/** Sets an answer by typing: the text stays as typed, the answer is what it means. */
export const typeAnswer = (state: WizardState, path: string, text: string): WizardState => ({
  ...state,
  answers: put(state.answers, path, parseField(path, text)),
  drafts: {...state.drafts, [path]: text},
});

/** What a text row shows. */
export const typedText = (state: WizardState, path: string): string =>
  state.drafts[path] ?? formatField(path, getAt(state.answers, path));

/** Keeps text that is no answer yet, such as a preset's name. */
export const draft = (state: WizardState, id: string, text: string): WizardState => ({
  ...state,
  drafts: {...state.drafts, [id]: text},
});

/** Other answers altogether: nothing of what was typed before shines through. */
export const replaceAnswers = (state: WizardState, answers: PartialAnswers): WizardState => ({
  ...state,
  answers,
  drafts: {},
  unticked: {},
  checked: [],
  secrets: state.secrets,
});
