import type {FlagRow} from '../../args/flags.ts';
import {TOOLS} from '../../domain/catalogue/tools.ts';
import {SCENARIOS} from '../../practice/scenarios.ts';

/**
 * What can stand as a value, in the words that the scripts know: `none` takes no value, `any` has nothing to
 * offer, `words:a,b` is one of them, `list:a,b` several behind commas, `optional:a,b` one behind `=` or none.
 */
export type ValueSource =
  | 'none'
  | 'any'
  | 'files'
  | 'directories'
  | 'presets'
  | 'presets+files'
  | 'contexts'
  | `words:${string}`
  | `list:${string}`
  | `optional:${string}`;

const TOOL_NAMES = TOOLS.map(({name}) => name).join(',');

/** Flags whose values are looked up. */
const LOOKED_UP: Readonly<Record<string, ValueSource>> = {
  preset: 'presets+files',
  output: 'directories',
  'token-file': 'files',
  file: 'files',
  'ca-directory': 'directories',
  context: 'contexts',
  tool: `words:${TOOL_NAMES}`,
  tools: `list:${TOOL_NAMES}`,
  practice: `optional:${SCENARIOS.map(({name}) => name).join(',')}`,
};

/** The values that a flag takes. */
export function valueSource({flag, takesValue, optionalValue, field, option}: FlagRow): ValueSource {
  const known = LOOKED_UP[flag];
  if (known) return known;
  if (!takesValue) return optionalValue ? 'optional:' : 'none';
  const {kind, values = []} = field ?? option ?? {};
  if (values.length === 0) return 'any';
  return kind === 'list' ? `list:${values.join(',')}` : `words:${values.join(',')}`;
}
