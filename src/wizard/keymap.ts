import type {FileChoice} from '../domain/events.ts';
import {isFocusable} from './item.ts';
import {comparisonOf, isOpenToChoice} from './review-files.ts';
import type {Scene} from './scene.ts';
import {wordAt} from './paths.ts';
import {canRecall} from './recall.ts';

/** What a key does. `commands.ts` has one function for each. */
export type CommandId =
  | 'leave' | 'help' | 'preview'
  | 'scroll-up' | 'scroll-down' | 'scroll-page-up' | 'scroll-page-down' | 'scroll-first' | 'scroll-last' | 'next-file' | 'previous-file' | 'close-panel'
  | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'next-field' | 'previous-field'
  | 'toggle' | 'change-back' | 'change-on' | 'pick' | 'next' | 'back' | 'close-overlay' | 'retry'
  | 'filter' | 'keep-filter' | 'clear-filter' | 'toggle-all'
  | 'recall' | 'versions' | 'base' | 'look-up' | 'companion'
  | 'diff' | 'content' | 'keep' | 'overwrite' | 'beside' | 'save-preset' | 'write';

/** One row: footer, help panel and README come from it, and nothing reads keys past it. */
export interface KeyRow {
  readonly id: string;
  /** Key ids, see `keyId`, and what each does. Letters do nothing while text is typed. */
  readonly keys: Readonly<Record<string, CommandId>>;
  readonly shown: string;
  /** While text is typed, when letters are among the keys; without it the row is left out then. */
  readonly shownInText?: string;
  readonly label: string;
  /** One sentence for the help panel and the README. */
  readonly help: string;
  readonly when: (scene: Scene) => boolean;
  /** In help only, while this holds. */
  readonly quiet?: (scene: Scene) => boolean;
}

const always = () => true;
const inPanel = ({state}: Scene) => state.panel !== undefined;
const atRows = (scene: Scene) => !inPanel(scene);
const inStep = (scene: Scene) => atRows(scene) && scene.state.overlay === undefined;
const at = (...places: readonly Scene['place'][]) => (scene: Scene) => atRows(scene) && places.includes(scene.place);
const isFiltering = (scene: Scene) => inStep(scene) && scene.state.filter.editing;
const hasFilter = (scene: Scene) => inStep(scene) && scene.state.filter.text !== '';
const kindIs = (...kinds: readonly string[]) => (scene: Scene) => atRows(scene) && scene.focused !== undefined && kinds.includes(scene.focused.row.kind);
const rowsMove = (scene: Scene) => atRows(scene) && scene.items.filter(isFocusable).length > 1;
const hasPick = (scene: Scene) => scene.focused?.pick !== undefined;
const isForm = at('tools', 'image', 'policy', 'delegate', 'base', 'versions');
const hasChoice = (choice: FileChoice) => (scene: Scene) => at('review')(scene) && isOpenToChoice(comparisonOf(scene.state, scene.focused?.file ?? ''), choice);
const onFile = (scene: Scene) => at('review')(scene) && scene.focused?.file !== undefined;
const hasRecent = (scene: Scene) => kindIs('text')(scene) && canRecall(scene);
const hasVersions = (scene: Scene) => at('tools')(scene) && scene.focused?.tool !== undefined;
const canPreview = (scene: Scene) => at('tools', 'image', 'policy', 'delegate')(scene);
const knowsAccount = ({state}: Scene) => wordAt(state.answers, 'delegate.accountId') !== '' && wordAt(state.answers, 'delegate.managerUrl') !== '';
const hasPlan = ({state}: Scene) => state.review.plan !== undefined;
const wants = ({state}: Scene) => state.know.companion(state.answers) !== undefined;
const isTicking = ({state}: Scene) => state.overlay?.kind === 'versions' && state.overlay.ticked;

const SCROLL = {up: 'scroll-up', down: 'scroll-down', k: 'scroll-up', j: 'scroll-down', 'page up': 'scroll-page-up', 'page down': 'scroll-page-down', home: 'scroll-first', end: 'scroll-last', g: 'scroll-first', G: 'scroll-last', b: 'scroll-page-up', space: 'scroll-page-down'} as const;
const ARROWS = {up: 'up', down: 'down', 'page up': 'page-up', 'page down': 'page-down'} as const;

/** In the order of the footer. Of rows with the same key the first that applies wins. Ctrl+S, Ctrl+Q, Ctrl+Z, F-keys and Alt belong to the terminal. */
export const KEYMAP: readonly KeyRow[] = [
  {id: 'scroll', keys: SCROLL, shown: '↑↓', label: 'scroll', help: 'Scroll the open panel; page up and page down go faster.', when: inPanel},
  {id: 'other-file', keys: {tab: 'next-file', right: 'next-file', 'shift+tab': 'previous-file', left: 'previous-file'}, shown: 'tab', label: 'next file', help: 'Show the next file in the preview; shift+tab the one before.', when: ({state}) => state.panel?.kind === 'preview'},
  {id: 'close-panel', keys: {escape: 'close-panel', enter: 'close-panel', q: 'close-panel', p: 'close-panel', 'ctrl+p': 'close-panel', '?': 'close-panel', 'ctrl+g': 'close-panel'}, shown: 'esc', label: 'close', help: 'Close the open panel.', when: inPanel},

  {id: 'move', keys: {...ARROWS, j: 'down', k: 'up'}, shown: '↑↓', shownInText: '↑↓', label: 'move', help: 'Move between rows; j and k do the same outside text, page up and page down go faster.', when: scene => rowsMove(scene) && scene.place !== 'review'},
  {id: 'move-files', keys: ARROWS, shown: '↑↓', shownInText: '↑↓', label: 'move', help: 'Move between files.', when: at('review')},
  {id: 'tick', keys: {space: 'toggle', x: 'toggle'}, shown: 'space', label: 'tick', help: 'Tick or untick the row; in the filter too.', when: kindIs('check')},
  {id: 'choose-radio', keys: {space: 'toggle', x: 'toggle'}, shown: 'space', label: 'choose', help: 'Choose this one of several.', when: kindIs('radio')},
  {id: 'change', keys: {left: 'change-back', right: 'change-on', space: 'toggle'}, shown: '←→', label: 'change', help: 'Change the value of the row; space does the same.', when: kindIs('options')},
  {id: 'unfold', keys: {space: 'toggle'}, shown: 'space', label: 'unfold', help: 'Show the rows that few people need.', when: scene => kindIs('choose')(scene) && scene.focused?.toggle !== undefined, quiet: always},

  {id: 'keep-filter', keys: {enter: 'keep-filter'}, shown: 'enter', shownInText: 'enter', label: 'done', help: 'Leave the filter as it is; letters are keys again.', when: isFiltering},
  {id: 'only-this', keys: {enter: 'pick'}, shown: 'enter', label: 'only this', help: 'Take this version alone.', when: scene => at('versions')(scene) && kindIs('check')(scene) && !isTicking(scene)},
  {id: 'done', keys: {enter: 'pick'}, shown: 'enter', shownInText: 'enter', label: 'done', help: 'Take what was typed or ticked and close.', when: scene => at('versions', 'save-preset')(scene) && hasPick(scene)},
  {id: 'pick', keys: {enter: 'pick'}, shown: 'enter', label: 'choose', help: 'Choose the row.', when: scene => inStep(scene) && hasPick(scene)},
  {id: 'close', keys: {enter: 'next'}, shown: 'enter', shownInText: 'enter', label: 'done', help: 'Close what is open over the step, and keep it.', when: at('base')},
  {id: 'next', keys: {enter: 'next'}, shown: 'enter', shownInText: 'enter', label: 'next', help: 'Go to the next step; if something is missing or wrong, go there.', when: at('tools', 'image', 'policy', 'delegate')},
  {id: 'write', keys: {enter: 'write'}, shown: 'enter', shownInText: 'enter', label: 'write', help: 'Write the files as listed.', when: scene => at('review')(scene) && hasPlan(scene)},
  {id: 'resolve', keys: {enter: 'retry'}, shown: 'enter', label: 'go there', help: 'Go to the first answer that is still open.', when: scene => at('review')(scene) && !hasPlan(scene)},

  {id: 'clear-filter', keys: {escape: 'clear-filter'}, shown: 'esc', shownInText: 'esc', label: 'show all', help: 'Clear the filter.', when: scene => hasFilter(scene) || isFiltering(scene)},
  {id: 'close-overlay', keys: {escape: 'close-overlay'}, shown: 'esc', shownInText: 'esc', label: 'close', help: 'Close what is open over the step; nothing is lost.', when: scene => atRows(scene) && scene.overlay !== undefined},
  {id: 'back', keys: {escape: 'back'}, shown: 'esc', shownInText: 'esc', label: 'back', help: 'Go to the step before; every answer is kept.', when: scene => inStep(scene) && scene.place !== 'start'},

  {id: 'recall', keys: {'ctrl+r': 'recall'}, shown: 'ctrl+r', shownInText: 'ctrl+r', label: 'earlier value', help: 'Call back what the field held in earlier runs, one after the other.', when: hasRecent},
  {id: 'versions', keys: {v: 'versions'}, shown: 'v', label: 'version', help: 'Choose the version of the tool, or several, or pin its checksum.', when: hasVersions},
  {id: 'filter', keys: {'/': 'filter'}, shown: '/', label: 'filter', help: 'Show only the tools with the words you type.', when: scene => at('tools')(scene) && !isFiltering(scene)},
  {id: 'companion', keys: {t: 'companion'}, shown: 't', label: 'add it', help: 'Add the tool that the chosen ones want beside them.', when: scene => at('tools')(scene) && wants(scene)},
  {id: 'diff', keys: {space: 'diff'}, shown: 'space', label: 'diff', help: 'Show what would change in the file.', when: onFile},
  {id: 'content', keys: {p: 'content', 'ctrl+p': 'content'}, shown: 'p', label: 'content', help: 'Show the whole file as it would be written.', when: onFile},
  {id: 'keep', keys: {k: 'keep'}, shown: 'k', label: 'keep', help: 'Keep the file as it is on disk.', when: hasChoice('keep')},
  {id: 'overwrite', keys: {o: 'overwrite'}, shown: 'o', label: 'overwrite', help: 'Overwrite the file; if you edited it, a backup is kept beside it.', when: hasChoice('overwrite')},
  {id: 'beside', keys: {n: 'beside'}, shown: 'n', label: 'new name', help: 'Write to a new name beside the file.', when: hasChoice('beside')},
  {id: 'save-preset', keys: {s: 'save-preset'}, shown: 's', label: 'save preset', help: 'Save the answers as a preset to start from.', when: scene => at('review')(scene) && hasPlan(scene)},

  {id: 'preview', keys: {p: 'preview', 'ctrl+p': 'preview'}, shown: 'p', shownInText: 'ctrl+p', label: 'preview', help: 'Show the files as they would be now.', when: canPreview},
  {id: 'base', keys: {b: 'base'}, shown: 'b', label: 'base image', help: 'Change the base image and where tools are downloaded from.', when: at('tools')},
  {id: 'look-up', keys: {'ctrl+l': 'look-up', l: 'look-up'}, shown: 'l', shownInText: 'ctrl+l', label: 'newest base', help: 'Ask Harness for the newest delegate version of your account.', when: scene => at('tools', 'base')(scene) && !scene.state.lookingUp && knowsAccount(scene)},
  {id: 'next-field', keys: {tab: 'next-field', 'shift+tab': 'previous-field'}, shown: 'tab', shownInText: 'tab', label: 'next field', help: 'Go to the next field, in the list of tools to the next part; shift+tab goes back, from the first one to the step before.', when: scene => isForm(scene) || at('review')(scene), quiet: always},
  {id: 'toggle-all', keys: {a: 'toggle-all'}, shown: 'a', label: 'all of these', help: 'Tick every tool that the filter shows, or untick them when all are ticked.', when: hasFilter, quiet: always},
  {id: 'ends', keys: {g: 'first', G: 'last', home: 'first', end: 'last'}, shown: 'g G', label: 'first, last', help: 'Go to the first or the last row.', when: rowsMove, quiet: always},
  {id: 'help', keys: {'?': 'help', 'ctrl+g': 'help'}, shown: '?', shownInText: 'ctrl+g', label: 'help', help: 'Show every key; those that work now come first.', when: atRows},
  {id: 'leave', keys: {'ctrl+c': 'leave'}, shown: 'ctrl+c', shownInText: 'ctrl+c', label: 'leave', help: 'Leave at once; nothing is written.', when: always, quiet: scene => scene.place !== 'start' && scene.state.busy === undefined},
];

const BUSY_ROWS: readonly string[] = ['leave'];

/** Keys that type or edit text while `isTyping`, whatever the table says. */
const EDITING = new Set(['backspace', 'delete', 'left', 'right', 'home', 'end', 'ctrl+a', 'ctrl+e', 'ctrl+u', 'ctrl+w', 'ctrl+k']);
const isLetter = (id: string) => id === 'space' || [...id].length === 1;

/** True when the key goes into the text. In the filter, space still ticks. */
export const isTextKey = (scene: Scene, id: string): boolean =>
  scene.isTyping && ((isLetter(id) && !(id === 'space' && isFiltering(scene))) || EDITING.has(id));

const appliesNow = (scene: Scene, row: KeyRow): boolean => row.when(scene) && (scene.state.busy === undefined || BUSY_ROWS.includes(row.id));

/** The command of a key here and now. */
export function commandOf(scene: Scene, id: string): CommandId | undefined {
  if (isTextKey(scene, id)) return undefined;
  return KEYMAP.find(row => row.keys[id] !== undefined && appliesNow(scene, row))?.keys[id];
}

/** Rows that do something here, with their keys as they are shown here. A key that a row before has taken does not count. */
export function liveRows(scene: Scene): {readonly row: KeyRow; readonly shown: string}[] {
  const taken = new Set<string>();
  return KEYMAP.filter(row => appliesNow(scene, row)).flatMap(row => {
    const free = Object.keys(row.keys).filter(id => !taken.has(id) && !isTextKey(scene, id));
    for (const id of Object.keys(row.keys)) taken.add(id);
    const shown = scene.isTyping && !free.includes(row.shown) ? row.shownInText : row.shown;
    return free.length === 0 || shown === undefined ? [] : [{row, shown}];
  });
}
