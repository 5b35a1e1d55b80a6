import {answer} from '../answering.ts';
import {heading, note, type Item} from '../item.ts';
import type {ToolLine} from '../knowledge.ts';
import {say, type WizardState} from '../state.ts';
import {chosenFeatures, customTools, toggleEntries, toolEntries, type ToolEntry} from '../tool-entries.ts';
import {customItems, strangers} from './preset-tools.ts';
import type {StepScreen} from './step-screen.ts';

/** Features and tools, each a tick. The order never changes, so that the eye finds a row where it was. */
export const tools: StepScreen = {
  question: () => 'Which tools go into the image?',
  items: (state) => [
    note({
      id: 'base',
      label: 'Base image:',
      detail: `${state.know.baseRef(state.answers)} (b changes it)`,
      claims: ['base'],
    }),
    note({id: 'chosen', label: 'In the image:', detail: chosenNames(state)}),
    heading('By feature'),
    ...featureItems(state),
    heading('Tools'),
    ...state.know.tools(state.answers).map((tool) => toolItem(state, tool)),
    ...customItems(state),
    ...strangers(state),
  ],
};

/** A second line would push all rows down; so much of one is left beside the preview, in 140 columns. */
const NAMES_COLUMNS = 53;

/** All that goes into the image at a glance, for its rows may be far below. */
function chosenNames(state: WizardState): string {
  const catalogue = state.know.tools(state.answers).filter((tool) => isChosen(state, tool));
  const names = catalogue.map((tool) =>
    `${tool.name} ${versionsShown(tool, toolEntries(state.answers, tool.name))}`.trim(),
  );
  const all = [...names, ...customTools(state.answers).map((entry) => entry.name)];
  const first = (count: number): string =>
    all.slice(0, count).join(', ') + (count < all.length ? ` and ${all.length - count} more` : '');
  const fitting = all.findLastIndex((_, index) => first(index + 1).length <= NAMES_COLUMNS) + 1;
  return all.length === 0 ? 'no tools yet' : first(Math.max(1, fitting));
}

const isChosen = (state: WizardState, tool: ToolLine): boolean =>
  tool.because !== undefined || toolEntries(state.answers, tool.name).length > 0;

const featureItems = (state: WizardState): Item[] =>
  state.know.features.map(({name, label, tools}) => {
    const chosen = chosenFeatures(state.answers);
    const index = chosen.indexOf(name);
    const detail = tools.join(', ');
    return {
      row: {kind: 'check', id: `feature:${name}`, label, detail, checked: index !== -1},
      claims: index === -1 ? [] : [`features.${index}`],
      searched: `${label} ${name} ${detail}`,
      toggle: (state) =>
        answer(
          state,
          'features',
          index === -1 ? [...chosen, name] : chosen.filter((other) => other !== name),
        ),
    };
  });

function toolItem(state: WizardState, tool: ToolLine): Item {
  const {name} = tool;
  const entries = toolEntries(state.answers, name);
  const checked = entries.length > 0 || tool.because !== undefined;
  const locked = entries.length === 0 ? tool.because : undefined;
  return {
    row: {
      kind: 'check',
      id: `tool:${name}`,
      label: name,
      checked,
      value: versionsShown(tool, entries),
      detail: detailOf(tool, checked),
      ...(locked === undefined ? {} : {locked}),
    },
    tool: name,
    claims: entries.map((entry) => `tools.${entry.index}`),
    searched: `${name} ${tool.command} ${tool.purpose}`,
    toggle: (state) =>
      locked === undefined
        ? toggled(state, tool)
        : say(
            state,
            'notice',
            `${name} is in the list ${locked}: untick that to leave it out, or press v for another version.`,
          ),
  };
}

/** Ticks or unticks a tool; what one should know about it is said when it is ticked. */
function toggled(state: WizardState, {name, note}: ToolLine): WizardState {
  const next = toggleEntries(state, 'tools', name);
  const isTicked = toolEntries(next.answers, name).length > 0;
  return isTicked && note !== undefined ? say(next, 'notice', `${name}: ${note}`) : next;
}

function versionsShown(tool: ToolLine, entries: readonly ToolEntry[]): string {
  const fallback = tool.versions[0] ?? '';
  return entries.length === 0
    ? fallback
    : [...new Set(entries.map((entry) => entry.version ?? fallback))].join(', ');
}

function detailOf(tool: ToolLine, checked: boolean): string {
  if (tool.inBase && !checked) return 'in the base image already';
  return checked ? tool.integrity : tool.purpose;
}
