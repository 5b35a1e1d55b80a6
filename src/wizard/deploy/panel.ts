import {objectTitle} from '../../domain/deploy/object-ref.ts';
import {helpLines} from '../help-lines.ts';
import type {Panel, PanelLine} from '../screen.ts';
import {DEPLOY_KEYMAP, liveDeployRows} from './keymap.ts';
import {deploySceneOf, type DeployScene} from './scene.ts';
import type {OpenDeployPanel, PodLog} from './state.ts';
import {clock} from '../words.ts';

const WORDS = {new: 'new', changed: 'changed', unchanged: 'unchanged', unchecked: 'not checked'} as const;

/** Each object that changes, with its lines; those that stay as they are at the end, by name alone. */
function changeLines({state}: DeployScene): PanelLine[] {
  const changes = state.run?.changes ?? [];
  const shown = changes.filter(({kind}) => kind !== 'unchanged');
  const same = changes.filter(({kind}) => kind === 'unchanged');
  return [
    ...shown.flatMap(({ref, kind, diff}): PanelLine[] => [
      {text: `${objectTitle(ref)}: ${WORDS[kind]}`, tone: 'heading'},
      ...(diff?.lines ?? []),
      {text: ''},
    ]),
    ...same.map(({ref}): PanelLine => ({text: `${objectTitle(ref)}: unchanged`, tone: 'dim'})),
  ];
}

/** The log that is known of a pod: as it was read, else as it came with a finding. */
export function logOf({state}: Pick<DeployScene, 'state'>, pod: string | undefined): PodLog | undefined {
  const read = state.run?.logs.findLast((log) => log.pod === pod);
  if (read !== undefined) return read;
  const finding = state.run?.view?.findings.find((one) => one.pod === pod && one.log !== undefined);
  return finding?.log === undefined
    ? undefined
    : {pod: pod ?? '', title: pod ?? '', lines: finding.log.lines};
}

function logLines(scene: DeployScene): PanelLine[] {
  const log = logOf(scene, scene.state.panel?.pod);
  if (log === undefined) return [{text: 'Reading the log…', tone: 'dim'}];
  if (log.lines.length === 0) return [{text: 'The container has not written anything yet.', tone: 'dim'}];
  return log.lines.map((text) => ({text}));
}

/** What the cluster says now, then what happened, the newest first. */
function eventLines({state}: DeployScene): PanelLine[] {
  const findings = state.run?.view?.findings ?? [];
  return [
    ...(findings.length === 0 ? [] : [{text: 'Now', tone: 'heading'} as const]),
    ...findings.flatMap(({title, pod, evidence, next}): PanelLine[] => [
      {text: [title, pod].filter(Boolean).join(', ')},
      {text: `  ${next}`},
      ...(evidence === '' ? [] : [{text: `  ${evidence}`, tone: 'dim'} as const]),
    ]),
    ...(findings.length === 0 ? [] : [{text: ''}]),
    {text: 'So far, newest first', tone: 'heading'},
    ...state.journal.toReversed().map(({atMs, text}) => ({text: `${clock(atMs).padStart(6)}  ${text}`})),
  ];
}

/** What is known of the tools and the registration, and the pipeline as the last line. */
function verifyLines({state: {run}}: DeployScene): PanelLine[] {
  const {lines, isOver} = run?.verified ?? {lines: [], isOver: false};
  return [
    ...lines.map((text) => ({text})),
    ...(isOver ? [] : [{text: 'Asking the delegate…', tone: 'dim'} as const]),
  ];
}

/** Help is drawn as if its panel were not open. */
function keyLines(scene: DeployScene): PanelLine[] {
  const {panel: _panel, ...state} = scene.state;
  return helpLines({rows: DEPLOY_KEYMAP, live: liveDeployRows(deploySceneOf(state))});
}

const LINES: Readonly<Record<OpenDeployPanel['kind'], (scene: DeployScene) => readonly PanelLine[]>> = {
  help: keyLines,
  changes: changeLines,
  details: ({focused}) => (focused?.details ?? []).map((text) => ({text})),
  log: logLines,
  events: eventLines,
  verify: verifyLines,
};

const TITLES: Readonly<Record<OpenDeployPanel['kind'], (scene: DeployScene) => string>> = {
  help: () => 'Keys',
  changes: () => 'What would change; secrets are masked',
  details: ({focused}) => focused?.row.label ?? '',
  log: (scene) => `Log of ${logOf(scene, scene.state.panel?.pod)?.title ?? scene.state.panel?.pod ?? ''}`,
  events: () => 'What happened',
  verify: () => 'What the running delegate can do',
};

/** The panel over the rows, while one is open. */
export function deployPanelOf(scene: DeployScene): Panel | undefined {
  const {panel} = scene.state;
  if (panel === undefined) return undefined;
  return {
    title: TITLES[panel.kind](scene),
    lines: LINES[panel.kind](scene),
    scroll: panel.scroll,
    // A difference is read in columns; all else is sentences.
    wraps: panel.kind !== 'changes',
    placement: 'over',
    opened: true,
  };
}
