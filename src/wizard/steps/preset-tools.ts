import {answer} from '../answering.ts';
import type {Item} from '../item.ts';
import type {WizardState} from '../state.ts';
import {chosenFeatures, customTools, toggleEntries, toolEntries} from '../tool-entries.ts';

/** Tools that the catalogue does not know come from preset files; here they can be left out. */
export function customItems(state: WizardState): Item[] {
  const chosen = customTools(state.answers);
  const prefix = 'customTools:';
  const unticked = Object.keys(state.unticked)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  const names = [...new Set([...chosen.map((entry) => entry.name), ...unticked])].sort();
  return names.map((name) => {
    const entries = chosen.filter((entry) => entry.name === name);
    return {
      row: {
        kind: 'check',
        id: `custom:${name}`,
        label: name,
        checked: entries.length > 0,
        value: entries.map((entry) => entry.version ?? '').join(', '),
        detail: 'your own, from the preset',
      },
      claims: entries.map((entry) => `customTools.${entry.index}`),
      searched: name,
      toggle: (state) => toggleEntries(state, 'customTools', name),
    };
  });
}

/** Names from a preset that nobody knows: here to be unticked. */
export function strangers(state: WizardState): Item[] {
  const tools = state.know.tools(state.answers).map((tool) => tool.name);
  const unknownTools = toolEntries(state.answers).filter((entry) => !tools.includes(entry.name));
  const features = chosenFeatures(state.answers);
  const unknownFeatures = features.filter(
    (name): name is string =>
      typeof name === 'string' && !state.know.features.some((feature) => feature.name === name),
  );
  const row = (id: string, label: string) =>
    ({kind: 'check', id, label, checked: true, detail: 'not known here; untick it'}) as const;
  return [
    ...unknownFeatures.map((name) => ({
      row: row(`feature:${name}`, name),
      claims: [`features.${features.indexOf(name)}`],
      searched: name,
      toggle: (state: WizardState) =>
        answer(
          state,
          'features',
          features.filter((other) => other !== name),
        ),
    })),
    ...unknownTools.map(({name, index}) => ({
      row: row(`tool:${name}`, name),
      claims: [`tools.${index}`],
      searched: name,
      toggle: (state: WizardState) => toggleEntries(state, 'tools', name),
    })),
  ];
}
