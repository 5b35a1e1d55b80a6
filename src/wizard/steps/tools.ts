import {answer} from '../answering.ts';
import {heading, note, type Item} from '../item.ts';
import type {ToolLine} from '../knowledge.ts';
import {getAt} from '../paths.ts';
import {say, type WizardState} from '../state.ts';
import {customTools, toggleEntries, toolEntries, type ToolEntry} from '../tool-entries.ts';
import type {StepScreen} from './step-screen.ts';

/** Features and tools, each a tick. The order never changes, so that the eye finds a row where it was. */
export const tools: StepScreen = {
  question: () => 'Which tools go into the image?',
  items: state => [
    note({id: 'base', label: 'Base image', detail: `${state.know.baseRef(state.answers)}   b changes it`, claims: ['base', 'dockerfile']}),
    heading('By feature'),
    ...featureItems(state),
    heading('Tools'),
    ...state.know.tools(state.answers).map(tool => toolItem(state, tool)),
    ...customItems(state),
    ...strangers(state),
  ],
};

const featuresOf = (state: WizardState): readonly unknown[] => {
  const list = getAt(state.answers, 'features');
  return Array.isArray(list) ? list : [];
};

const featureItems = (state: WizardState): Item[] =>
  state.know.features.map(({name, label, tools}) => {
    const chosen = featuresOf(state);
    const index = chosen.indexOf(name);
    const detail = tools.join(', ');
    return {
      row: {kind: 'check', id: `feature:${name}`, label, detail, checked: index !== -1},
      claims: index === -1 ? [] : [`features.${index}`],
      searched: `${label} ${name} ${detail}`,
      toggle: state => answer(state, 'features', index === -1 ? [...chosen, name] : chosen.filter(other => other !== name)),
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
    claims: entries.map(entry => `tools.${entry.index}`),
    searched: `${name} ${tool.command} ${tool.purpose}`,
    toggle: state => (locked === undefined ? toggled(state, tool) : say(state, 'notice', `${name} is in the list ${locked}: untick that to leave it out, or press v for another version.`)),
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
  return entries.length === 0 ? fallback : [...new Set(entries.map(entry => entry.version ?? fallback))].join(', ');
}

function detailOf(tool: ToolLine, checked: boolean): string {
  if (tool.inBase && !checked) return 'in the base image already';
  return checked ? tool.integrity : tool.purpose;
}

/** Tools that the catalogue does not know come from preset files; here they can be left out. */
function customItems(state: WizardState): Item[] {
  const chosen = customTools(state.answers);
  const prefix = 'customTools:';
  const unticked = Object.keys(state.unticked).filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
  const names = [...new Set([...chosen.map(entry => entry.name), ...unticked])].sort();
  return names.map(name => {
    const entries = chosen.filter(entry => entry.name === name);
    return {
      row: {kind: 'check', id: `custom:${name}`, label: name, checked: entries.length > 0, value: entries.map(entry => entry.version ?? '').join(', '), detail: 'your own, from the preset'},
      claims: entries.map(entry => `customTools.${entry.index}`),
      searched: name,
      toggle: state => toggleEntries(state, 'customTools', name),
    };
  });
}

/** Names from a preset that nobody knows: here to be unticked. */
function strangers(state: WizardState): Item[] {
  const tools = state.know.tools(state.answers).map(tool => tool.name);
  const unknownTools = toolEntries(state.answers).filter(entry => !tools.includes(entry.name));
  const features = featuresOf(state);
  const unknownFeatures = features.filter((name): name is string => typeof name === 'string' && !state.know.features.some(feature => feature.name === name));
  const row = (id: string, label: string) => ({kind: 'check', id, label, checked: true, detail: 'not known here; untick it'}) as const;
  return [
    ...unknownFeatures.map(name => ({
      row: row(`feature:${name}`, name),
      claims: [`features.${features.indexOf(name)}`],
      searched: name,
      toggle: (state: WizardState) => answer(state, 'features', features.filter(other => other !== name)),
    })),
    ...unknownTools.map(({name, index}) => ({row: row(`tool:${name}`, name), claims: [`tools.${index}`], searched: name, toggle: (state: WizardState) => toggleEntries(state, 'tools', name)})),
  ];
}
