import type {FileRole, PatchedFile, PlannedFile} from '../domain/plan-types.ts';
import {helpLines} from './help-lines.ts';
import {KEYMAP, liveRows} from './keymap.ts';
import {allNotices} from './notices.ts';
import {patchContent, patchLines} from './patch-panel.ts';
import {comparisonOf, patchAt, shownContent} from './review-files.ts';
import {sceneOf, type Scene} from './scene.ts';
import type {Panel, PanelLine, StepId} from './screen.ts';
import {factsOf, type WizardState} from './state.ts';

/** The file that each step changes most. */
const OWN_FILE: Readonly<Partial<Record<StepId, readonly FileRole[]>>> = {
  tools: ['dockerfile'],
  image: ['dockerfile'],
  policy: ['step'],
  delegate: ['manifest', 'values', 'terraform'],
};

/** Files that the preview leafs through. The answers file only repeats what the steps show. */
export const previewFiles = (state: WizardState): PlannedFile[] =>
  state.know
    .preview(state.answers, factsOf(state))
    .filter((file) => file.role !== 'token' && file.role !== 'answers');

/** The file that the preview shows in this step. */
export function previewed(state: WizardState, files = previewFiles(state)): PlannedFile | undefined {
  return (
    files.find((file) => file.path === state.previewPath[state.step]) ??
    files.find((file) => OWN_FILE[state.step]?.includes(file.role)) ??
    files[0]
  );
}

const plain = (text: string): PanelLine[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (/^\s*#/.test(line) ? {text: line, tone: 'dim'} : {text: line}));

const focusedFile = ({state, focused}: Scene): PlannedFile | undefined =>
  state.review.plan?.files.find((file) => file.path === focused?.file);

const focusedPatch = ({state, focused}: Scene): PatchedFile | undefined =>
  patchAt(state, focused?.file ?? '');

const contentLines = (scene: Scene): PanelLine[] => {
  const file = focusedFile(scene);
  const patch = focusedPatch(scene);
  if (patch) return plain(patchContent(patch));
  return file ? plain(shownContent(file)) : [];
};

function diffLines(scene: Scene): readonly PanelLine[] {
  const patch = focusedPatch(scene);
  if (patch) return patchLines(patch);
  const file = focusedFile(scene);
  if (!file || file.role === 'token') return contentLines(scene);
  const current = comparisonOf(scene.state, file.path)?.current;
  if (current === undefined) return contentLines(scene);
  const {lines} = scene.state.know.diff({role: file.role, before: current, after: file.content});
  return lines.length === 0 ? [{text: 'Nothing would change.', tone: 'dim'}] : lines;
}

/** Help is drawn as if its panel were not open. */
function keyLines(scene: Scene): PanelLine[] {
  const {panel: _panel, ...state} = scene.state;
  const bare = sceneOf(state);
  return helpLines({rows: KEYMAP, live: liveRows(bare), told: allNotices(bare)});
}

const LINES: Readonly<
  Record<NonNullable<WizardState['panel']>['kind'], (scene: Scene) => readonly PanelLine[]>
> = {
  help: keyLines,
  diff: diffLines,
  content: contentLines,
  preview: ({state}) => shownChange(state) ?? plain(previewed(state)?.content ?? ''),
};

/** What the preview shows in the place of the whole file, until it is opened. */
const shownChange = ({panel, change}: WizardState): readonly PanelLine[] | undefined =>
  panel === undefined ? change : undefined;

/** Lines of the panel that is open. */
const panelLines = (scene: Scene): readonly PanelLine[] => LINES[scene.state.panel?.kind ?? 'preview'](scene);

function titleOf(scene: Scene): string {
  const {state, focused} = scene;
  if (state.panel?.kind === 'help') return 'Keys';
  if (state.panel?.kind === 'diff') return `${focused?.file ?? ''}: what would change`;
  if (state.panel?.kind === 'content') return focused?.file ?? '';
  const files = previewFiles(state);
  const file = previewed(state, files);
  if (file === undefined) return 'Preview';
  const number = files.findIndex((other) => other.path === file.path) + 1;
  return `${file.path} (${number} of ${files.length})${shownChange(state) ? ': last change' : ''}`;
}

/** Help, and the list of edits, are sentences. */
const isProse = (scene: Scene): boolean =>
  scene.state.panel?.kind === 'help' ||
  (scene.state.panel?.kind === 'diff' && focusedPatch(scene) !== undefined);

/** What stands beside or over the rows. Steps with a preview always have it, for windows with room for it. */
export function panelOf(scene: Scene): Panel | undefined {
  const {panel, step} = scene.state;
  if (!panel && OWN_FILE[step] === undefined) return undefined;
  const placement = !panel || panel.kind === 'preview' ? 'beside' : 'over';
  return {
    title: titleOf(scene),
    lines: panelLines(scene),
    scroll: panel?.scroll ?? 0,
    placement,
    ...(isProse(scene) ? {wraps: true} : {}),
    opened: panel !== undefined,
  };
}
