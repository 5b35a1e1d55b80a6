import {isPresetName, PRESET_NAME_RULE} from '../../domain/preset-name.ts';
import {draft} from '../answering.ts';
import {note} from '../item.ts';
import {closeOverlay} from '../navigation.ts';
import {defaultDirectory} from '../review-files.ts';
import {only, say, type Result, type WizardState} from '../state.ts';
import type {StepScreen} from '../steps/step-screen.ts';

const ID = 'preset-name';

/** A name under which the answers can be started from again. */
export const savePreset: StepScreen = {
  question: () => 'Save as preset',
  items: (state) => {
    const text = state.drafts[ID] ?? '';
    return [
      {
        row: {kind: 'text', id: ID, label: 'Name', value: text, placeholder: defaultDirectory(state)},
        text,
        setText: (state, text) => draft(state, ID, text),
        pick: save,
      },
      note({id: 'preset-note', label: 'Holds every answer, and never the token.'}),
    ];
  },
};

function save(state: WizardState): Result {
  const name = (state.drafts[ID] ?? '').trim() || defaultDirectory(state);
  if (!isPresetName(name))
    return only(say(state, 'error', `That cannot be the name of a preset. ${PRESET_NAME_RULE}`));
  return [closeOverlay(state), [{type: 'save-preset', name, answers: state.answers}]];
}
