import type {DeployScreen} from '../item.ts';

/** What the practice cluster plays. */
export const scenario: DeployScreen = {
  question: () => 'What shall happen in the practice cluster?',
  items: ({scenarios}) =>
    scenarios.map(({name, says}) => ({
      row: {kind: 'choose', id: scenarioId(name), label: name, detail: says},
      choice: {scenario: name},
    })),
};

/** Id of a scenario's row. */
export const scenarioId = (name: string): string => `scenario:${name}`;
