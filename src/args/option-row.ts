import type {CommandName} from './commands.ts';

/** A flag that is not an answer: it says where answers come from and what is done with them. */
export interface OptionRow {
  /** Without dashes. */
  readonly flag: string;
  readonly short?: string;
  /** `repeated`: may be given several times, each with one value. `optional`: the value goes behind `=`, or is left out. */
  readonly kind: 'text' | 'choice' | 'boolean' | 'repeated' | 'optional' | 'duration';
  readonly values?: readonly string[];
  readonly placeholder?: string;
  /** Sentence for usage text and reference. No full stop. */
  readonly help: string;
  readonly commands: readonly CommandName[] | 'all';
}
