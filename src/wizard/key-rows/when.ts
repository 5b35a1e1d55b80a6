import type {FileChoice} from '../../domain/events.ts';
import {isFocusable} from '../item.ts';
import {wordAt} from '../paths.ts';
import {canRecall} from '../recall.ts';
import {canChoose, writesNothing} from '../review-files.ts';
import type {Scene} from '../scene.ts';

/** Conditions of key rows: what has the focus, what is open, what there is to do. */
export const always = () => true;
export const inPanel = ({state}: Scene) => state.panel !== undefined;
export const atRows = (scene: Scene) => !inPanel(scene);
export const inStep = (scene: Scene) => atRows(scene) && scene.state.overlay === undefined;
/** The rows of one of these places take the keys. */
export const at =
  (...places: readonly Scene['place'][]) =>
  (scene: Scene) =>
    atRows(scene) && places.includes(scene.place);
export const isTyping = ({isTyping}: Scene) => isTyping;
export const isFiltering = (scene: Scene) => inStep(scene) && scene.state.filter.editing;
export const hasFilter = (scene: Scene) => inStep(scene) && scene.state.filter.text !== '';
export const kindIs =
  (...kinds: readonly string[]) =>
  (scene: Scene) =>
    atRows(scene) && scene.focused !== undefined && kinds.includes(scene.focused.row.kind);
export const rowsMove = (scene: Scene) => atRows(scene) && scene.items.filter(isFocusable).length > 1;
export const hasPick = (scene: Scene) => scene.focused?.pick !== undefined;
export const isForm = at('image', 'policy', 'delegate', 'base', 'versions');
export const hasChoice = (choice: FileChoice) => (scene: Scene) =>
  at('review')(scene) && canChoose(scene.state, {path: scene.focused?.file ?? '', choice});
export const onFile = (scene: Scene) => at('review')(scene) && scene.focused?.file !== undefined;
export const hasRecent = (scene: Scene) => kindIs('text')(scene) && canRecall(scene);
export const hasVersions = (scene: Scene) => at('tools')(scene) && scene.focused?.tool !== undefined;
export const canPreview = (scene: Scene) => at('tools', 'image', 'policy', 'delegate')(scene);
export const knowsAccount = ({state}: Scene) =>
  wordAt(state.answers, 'delegate.accountId') !== '' && wordAt(state.answers, 'delegate.managerUrl') !== '';
export const hasPlan = ({state}: Scene) => state.review.plan !== undefined;
/** The disk was looked at, and every file stays as it is. */
export const isWritten = ({state}: Scene) =>
  state.review.plan !== undefined && state.review.comparisons !== undefined && writesNothing(state);
/** Another tool than this program installs what the other files are for. */
export const hasManifest = ({state}: Scene) =>
  state.review.plan?.patch?.role === 'manifest' ||
  state.review.plan?.files.some((file) => file.role === 'manifest') === true;
export const wants = ({state}: Scene) => state.know.companion(state.answers) !== undefined;
export const isTicking = ({state}: Scene) => state.overlay?.kind === 'versions' && state.overlay.ticked;
