import {shellWord} from '../shell.ts';
import {sanitiseLine} from '../text.ts';

/** What may be done about a remembered run. `undo-rest`: an undo has begun, and more may be left. */
export type RunCommand = 'watch' | 'undo' | 'undo-rest';

const LEADS: Readonly<Record<RunCommand, string>> = {
  watch: 'Come back to it',
  undo: 'Take it back',
  'undo-rest': 'Take back the rest',
};

/** A command that comes back to one run, whatever else was applied from here since. */
export const runCommand = (command: RunCommand, run: string): string =>
  command === 'watch' ? `npx delegate-tui watch --run ${run}` : `npx delegate-tui undo --run ${run} --yes`;

/** `Come back to it: npx delegate-tui watch --run 20261121-213005-custom-del-9f0c2a41` */
export const runAdvice = (command: RunCommand, run: string): string =>
  `${LEADS[command]}: ${runCommand(command, run)}`;

export interface DeploymentPlace {
  readonly context: string;
  readonly namespace: string;
  /** Of the Deployment. */
  readonly name: string;
}

/** A command that looks at a Deployment, where no run of it is remembered. Safe to print and to copy. */
export function statusCommand({context, namespace, name}: DeploymentPlace): string {
  const flags = Object.entries({context, namespace, name}).map(
    ([flag, word]) => `--${flag} ${shellWord(sanitiseLine(word))}`,
  );
  return `npx delegate-tui status ${flags.join(' ')}`;
}
