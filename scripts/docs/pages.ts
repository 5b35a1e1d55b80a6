import {answersPage, commandsPage, exitCodesPage, flagsPage, practicePage} from './flag-pages.ts';
import {findingsPage, keysPage, toolsPage} from './table-pages.ts';

/** A file that is made from the tables of the program. */
export interface Page {
  /** Below the project. */
  readonly path: string;
  readonly text: () => string;
}

export const PAGES: readonly Page[] = [
  {path: 'docs/reference/commands.md', text: commandsPage},
  {path: 'docs/reference/flags.md', text: flagsPage},
  {path: 'docs/reference/answers.md', text: answersPage},
  {path: 'docs/reference/tools.md', text: toolsPage},
  {path: 'docs/reference/keys.md', text: keysPage},
  {path: 'docs/reference/exit-codes.md', text: exitCodesPage},
  {path: 'docs/reference/findings.md', text: findingsPage},
  {path: 'docs/reference/practice.md', text: practicePage},
];
