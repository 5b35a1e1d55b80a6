import type {Install} from '../choices.ts';

export interface InstallRow {
  readonly name: Install;
  readonly label: string;
  /** What follows from it, one line. */
  readonly consequence: string;
}

/** What puts the delegate into the cluster. Source: Harness docs, installation options of delegates. */
export const INSTALL_ROWS: readonly InstallRow[] = [
  {name: 'manifest', label: 'Manifest', consequence: 'applied and watched by this program, or by kubectl'},
  {
    name: 'helm',
    label: 'Helm',
    consequence: 'values for Harness’s chart; helm installs, this program watches',
  },
  {
    name: 'terraform',
    label: 'Terraform',
    consequence: 'a block for Harness’s module; terraform installs, this program watches',
  },
];

/** The row of a way to install. */
export const installRow = (install: Install): InstallRow =>
  INSTALL_ROWS.find(({name}) => name === install) ?? INSTALL_ROWS[0]!;
