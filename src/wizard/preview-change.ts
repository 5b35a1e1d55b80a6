import {changedLines} from '../domain/changed-lines.ts';
import {previewed} from './panel.ts';
import type {PanelLine} from './screen.ts';
import type {WizardState} from './state.ts';

/** What the last change of the tools did to the file that is shown beside them. */
function changeLines(before: WizardState, after: WizardState): readonly PanelLine[] {
  const lines = changedLines(previewed(before)?.content ?? '', previewed(after)?.content ?? '');
  return lines.length > 0 ? lines : [{text: 'Nothing changes in this file.', tone: 'dim'}];
}

/**
 * Keeps what a change of the tools did, for the preview beside them. While one types, and once the preview is
 * opened, the whole file is shown again. `typed`: the key went into a text.
 */
export function followChange(before: WizardState, after: WizardState, typed: boolean): WizardState {
  const isSame = before.answers === after.answers && before.step === after.step;
  if (isSame && after.panel?.kind !== 'preview') return after;
  const {change: _change, ...rest} = after;
  const isChange = !isSame && !typed && before.step === 'tools' && after.step === 'tools';
  return isChange ? {...rest, change: changeLines(before, after)} : rest;
}
