import {SCENARIOS} from '../practice/scenarios.ts';
import {MAX_COLUMNS, table, wrap, type Entry} from './usage.ts';

const ABOUT =
  'A practice cluster runs inside this program and ends with it. The kubectl of this machine talks to it; your own clusters and kubeconfig are left alone. Things go 20 times as fast there as in life; DELEGATE_TUI_PRACTICE_SPEED=1 makes it real time.';

/** What `help practice` prints: how to practise, and every scenario. `columns`: width of the terminal. */
export function practiceHelp(columns: number): string[] {
  const width = Math.max(30, Math.min(columns, MAX_COLUMNS));
  return [
    'delegate-tui --practice[=SCENARIO]',
    '',
    ...wrap(ABOUT, width),
    '',
    'Scenarios',
    ...table(
      SCENARIOS.map(({name, says}): Entry => [name, says]),
      width,
    ),
    '',
    'Examples',
    '  npx delegate-tui --practice',
    '  npx delegate-tui apply --preset kubernetes --output custom-del --practice=crash-loop',
    '  npx delegate-tui undo --practice',
  ];
}
