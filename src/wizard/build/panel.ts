import {helpLines} from '../help-lines.ts';
import type {Panel, PanelLine} from '../screen.ts';
import {BUILD_KEYMAP, liveBuildRows} from './keymap.ts';
import {buildSceneOf, type BuildScene} from './scene.ts';

/** The last lines of the builder; all of them are in the file. */
function logLines({state: {run}}: BuildScene): PanelLine[] {
  const {output = [], log} = run ?? {};
  return [
    ...(output.length === 0
      ? [{text: 'The builder has not printed anything yet.', tone: 'dim'} as const]
      : []),
    ...output.map((text) => ({text})),
    ...(log === undefined ? [] : [{text: ''}, {text: `All of it: ${log}`, tone: 'dim'} as const]),
  ];
}

/** Help is drawn as if its panel were not open. */
function keyLines(scene: BuildScene): PanelLine[] {
  const {panel: _panel, ...state} = scene.state;
  return helpLines({rows: BUILD_KEYMAP, live: liveBuildRows(buildSceneOf(state))});
}

/** The panel over the rows, while one is open. */
export function buildPanelOf(scene: BuildScene): Panel | undefined {
  const {panel} = scene.state;
  if (panel === undefined) return undefined;
  const isHelp = panel.kind === 'help';
  return {
    title: isHelp ? 'Keys' : 'Last lines of the builder',
    lines: isHelp ? keyLines(scene) : logLines(scene),
    scroll: panel.scroll,
    wraps: true,
    placement: 'over',
    opened: true,
  };
}
