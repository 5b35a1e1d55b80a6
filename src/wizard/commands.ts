import type {FileChoice} from '../domain/events.ts';
import type {Command} from './command.ts';
import {MOVES} from './commands-move.ts';
import {PANEL_COMMANDS} from './commands-panel.ts';
import {lookUp, next, retry, write, writeAndBuild, writeAndDeploy} from './commands-steps.ts';
import type {CommandId} from './key-rows/key-row.ts';
import {edit} from './commands-text.ts';
import {leave, stay} from './leaving.ts';
import {closeOverlay, goBack} from './navigation.ts';
import {recall} from './recall.ts';
import type {Scene} from './scene.ts';
import {only, say, type WizardState} from './state.ts';
import {toggleEntries, toolEntries} from './tool-entries.ts';

const staying =
  (change: (state: WizardState, scene: Scene) => WizardState): Command =>
  (scene) =>
    only(change(scene.state, scene));

const choose = (choice: FileChoice): Command =>
  staying((state, {focused}) =>
    focused?.file === undefined
      ? state
      : {...state, review: {...state.review, choices: {...state.review.choices, [focused.file]: choice}}},
  );

const withFilter = (text: string, editing: boolean): Command =>
  staying((state) => ({...state, filter: {text, editing}}));

/** The focus goes to the row that was acted on, so that it stays there when the filter is cleared. */
const holdFocus = (state: WizardState, {place, focused}: Scene): WizardState =>
  focused ? {...state, focus: {...state.focus, [place]: focused.row.id}} : state;

const open = (
  state: WizardState,
  scene: Scene,
  overlay: NonNullable<WizardState['overlay']>,
): WizardState => {
  const {caret: _caret, editing: _editing, ...rest} = holdFocus(state, scene);
  return {...rest, overlay};
};

function openVersions(state: WizardState, scene: Scene): WizardState {
  const tool = scene.focused?.tool;
  if (tool === undefined) return state;
  const newest = state.know.tools(state.answers).find((line) => line.name === tool)?.versions[0];
  const version = toolEntries(state.answers, tool)[0]?.version ?? newest;
  const opened = open(state, scene, {kind: 'versions', tool, ticked: false});
  return {...opened, focus: {...opened.focus, versions: version === undefined ? '' : `version:${version}`}};
}

/** Ticks every shown tool; when all of them are ticked, unticks them. */
function toggleShown(state: WizardState, {items}: Scene): WizardState {
  const names = items.flatMap((item) =>
    item.tool !== undefined && item.row.kind === 'check' && item.row.locked === undefined ? [item.tool] : [],
  );
  const isTicked = (name: string) => toolEntries(state.answers, name).length > 0;
  const wanted = names.every(isTicked) ? names : names.filter((name) => !isTicked(name));
  return wanted.reduce((state, name) => toggleEntries(state, 'tools', name), state);
}

function addCompanion(state: WizardState): WizardState {
  const companion = state.know.companion(state.answers);
  return companion
    ? say(
        toggleEntries(state, 'tools', companion.tool),
        'notice',
        `${companion.tool} is in the image now; space on its row takes it out again.`,
      )
    : state;
}

/** One function for every command of the key table. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = {
  ...MOVES,
  ...PANEL_COMMANDS,
  leave,
  stay: staying(stay),
  edit,
  toggle: (scene) => only(scene.focused?.toggle?.(holdFocus(scene.state, scene)) ?? scene.state),
  'change-on': (scene) => only(scene.focused?.change?.(holdFocus(scene.state, scene), 1) ?? scene.state),
  'change-back': (scene) => only(scene.focused?.change?.(holdFocus(scene.state, scene), -1) ?? scene.state),
  pick: (scene) => scene.focused?.pick?.(holdFocus(scene.state, scene)) ?? only(scene.state),
  next,
  retry,
  write,
  'write-and-deploy': writeAndDeploy,
  'write-and-build': writeAndBuild,
  watch: ({state}) => {
    const outcome = {kind: 'watch'} as const;
    return [{...state, outcome}, [{type: 'exit', outcome}]];
  },
  practice: staying((state) =>
    state.practice
      ? say({...state, practice: false}, 'notice', 'Deploying goes to a cluster that you choose.')
      : say(
          {...state, practice: true},
          'notice',
          'Practice is on: deploying goes to a pretend cluster in this program. x turns it off.',
        ),
  ),
  back: staying(goBack),
  'close-overlay': staying(closeOverlay),
  filter: staying((state) => ({...state, filter: {...state.filter, editing: true}})),
  'keep-filter': staying((state, scene) => ({
    ...holdFocus(state, scene),
    filter: {...state.filter, editing: false},
  })),
  'clear-filter': withFilter('', false),
  'toggle-all': staying(toggleShown),
  recall,
  versions: staying(openVersions),
  base: staying((state, scene) => open(state, scene, {kind: 'base'})),
  'save-preset': staying((state, scene) => open(state, scene, {kind: 'save-preset'})),
  'look-up': lookUp,
  // Whoever draws the screen hears this key too.
  redraw: ({state}) => only(state),
  suspend: ({state}) => only(state),
  companion: staying(addCompanion),
  keep: choose('keep'),
  overwrite: choose('overwrite'),
  beside: choose('beside'),
};
