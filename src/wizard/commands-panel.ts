import type {Command} from './command.ts';
import {focusOn} from './navigation.ts';
import {SCROLL_COMMANDS} from './panel-scroll.ts';
import {previewFiles, previewed} from './panel.ts';
import type {Scene} from './scene.ts';
import {only, type OpenPanel, type WizardState} from './state.ts';

const open =
  (kind: OpenPanel['kind']): Command =>
  ({state}) =>
    only({...state, panel: {kind, scroll: 0}});

const showFile =
  (by: 1 | -1): Command =>
  (scene) => {
    const {state} = scene;
    if (state.panel?.kind !== 'preview') return only(showRow(scene, by));
    const files = previewFiles(state);
    const at = files.findIndex((file) => file.path === previewed(state, files)?.path);
    const file = files[(at + by + files.length) % files.length];
    return only(file ? showing(state, file.path) : state);
  };

/** In the review the panel shows the file of the focused row. */
function showRow({state, items, focused, place}: Scene, by: 1 | -1): WizardState {
  const rows = items.filter((item) => item.file !== undefined);
  const at = rows.findIndex((item) => item.file === focused?.file);
  const item = rows[(at + by + rows.length) % rows.length];
  if (!item || !state.panel) return state;
  return {...focusOn(state, place, item.row.id), panel: {...state.panel, scroll: 0}};
}

const showing = (state: WizardState, path: string): WizardState => ({
  ...state,
  previewPath: {...state.previewPath, [state.step]: path},
  ...(state.panel ? {panel: {...state.panel, scroll: 0}} : {}),
});

/** Commands of the panels that are opened over, or beside, the rows. */
export const PANEL_COMMANDS = {
  ...SCROLL_COMMANDS,
  help: open('help'),
  preview: open('preview'),
  diff: open('diff'),
  content: open('content'),
  'next-file': showFile(1),
  'previous-file': showFile(-1),
} as const satisfies Readonly<Record<string, Command>>;
