import type {Answers, ToolChoice} from './answers.ts';
import {compareVersions} from './catalogue/compare-versions.ts';
import {FEATURE_ROWS} from './catalogue/features.ts';
import {findTool, TOOLS} from './catalogue/tools.ts';
import type {ResolvedTool, ToolRow} from './catalogue/types.ts';
import {resolveCustom} from './tools/resolve-custom.ts';
import {resolveRow} from './tools/resolve-row.ts';

export type ToolAnswers = Pick<Answers, 'base' | 'features' | 'tools' | 'customTools' | 'dockerfile'>;

/** `kubectl@v1.33.1` or the long form -> the long form, versions without the leading v. */
export function parseToolChoice(tool: string | ToolChoice): ToolChoice {
  const choice = typeof tool === 'string' ? shortForm(tool) : tool;
  return choice.version === undefined ? choice : {...choice, version: withoutV(choice.version)};
}

function shortForm(tool: string): ToolChoice {
  const at = tool.indexOf('@');
  return at < 0 ? {name: tool} : {name: tool.slice(0, at), version: tool.slice(at + 1)};
}

const withoutV = (version: string): string => version.replace(/^v(?=\d)/, '');

/** True when the chosen base image has the tool already. */
export const baseShips = (tool: ToolRow, base: Answers['base']): boolean =>
  tool.inBase.includes(base.variant);

/** The version that a choice means: the one it names, else the newest known. */
export const versionOf = (choice: ToolChoice, row: ToolRow): string =>
  choice.version ?? row.versions[0] ?? '';

interface Wanted {
  readonly row: ToolRow;
  readonly choice: ToolChoice;
  readonly because: string;
}

/**
 * What the answers mean, in catalogue order, newest version first, custom tools last: chosen tools, what
 * features and other tools need, sources and directories decided, one default version each. Names that the
 * catalogue does not know are left out; `toolProblems` reports them. Never throws.
 */
export function resolveTools(answers: ToolAnswers): readonly ResolvedTool[] {
  const tools = wantedTools(answers).map((wanted) =>
    resolveRow({...wanted, version: versionOf(wanted.choice, wanted.row)}, answers.dockerfile),
  );
  const custom = answers.customTools.map(resolveCustom);
  return withDefaults([...inCatalogueOrder(tools), ...custom], defaultChoices(answers));
}

function wantedTools(answers: ToolAnswers): Wanted[] {
  const wanted: Wanted[] = [];
  const has = (row: ToolRow) => wanted.some(({row: other}) => other.command === row.command);
  const bring = (name: string, because: string) => {
    const row = findTool(name);
    if (row && !has(row) && !baseShips(row, answers.base)) wanted.push({row, choice: {name}, because});
  };
  for (const tool of answers.tools) {
    const choice = parseToolChoice(tool);
    const row = findTool(choice.name);
    if (row && !isDoubled(wanted, row, choice)) wanted.push({row, choice, because: 'chosen'});
  }
  for (const feature of FEATURE_ROWS.filter(({name}) => answers.features.includes(name))) {
    for (const name of feature.tools) bring(name, `feature ${feature.name}`);
  }
  // The list grows while it is walked, so that what a needed tool needs is brought too.
  for (const {row} of wanted) {
    for (const name of row.requires ?? []) bring(name, `${row.name} needs it`);
    const [first, ...others] = row.requiresOneOf ?? [];
    if (first !== undefined && !others.some((name) => wanted.some((other) => other.row.name === name))) {
      bring(first, `${row.name} needs it`);
    }
  }
  return wanted;
}

/** Packages exist once in an image; downloads once per version. */
const isDoubled = (wanted: readonly Wanted[], row: ToolRow, choice: ToolChoice): boolean =>
  wanted.some(
    (other) =>
      other.row === row &&
      (row.install.kind !== 'download' || versionOf(other.choice, row) === versionOf(choice, row)),
  );

function inCatalogueOrder(tools: readonly ResolvedTool[]): ResolvedTool[] {
  const position = new Map(TOOLS.map((tool, index) => [tool.name, index]));
  const rank = (tool: ResolvedTool) => position.get(tool.name) ?? TOOLS.length;
  return [...tools].sort((a, b) => rank(a) - rank(b) || compareVersions(b.version, a.version));
}

/** `name@version` of the choices that say `default: true`. */
function defaultChoices(answers: ToolAnswers): ReadonlySet<string> {
  const keys = answers.tools.map(parseToolChoice).flatMap((choice) => {
    const row = findTool(choice.name);
    return row && choice.default === true ? [keyOf(row.name, versionOf(choice, row))] : [];
  });
  return new Set(keys);
}

const keyOf = (name: string, version: string): string => `${name}@${version}`;

/** Drops doubles and leaves one default per tool: the first that says so, else the newest. */
function withDefaults(tools: readonly ResolvedTool[], chosen: ReadonlySet<string>): ResolvedTool[] {
  const unique = [...new Map(tools.map((tool) => [keyOf(tool.name, tool.version), tool])).values()];
  const best = new Map<string, ResolvedTool>();
  const rank = (tool: ResolvedTool) => (chosen.has(keyOf(tool.name, tool.version)) ? 1 : 0);
  for (const tool of unique) {
    const other = best.get(tool.name);
    const better =
      !other ||
      rank(tool) > rank(other) ||
      (rank(tool) === rank(other) && compareVersions(tool.version, other.version) > 0);
    if (better) best.set(tool.name, tool);
  }
  return unique.map((tool) => ({...tool, isDefault: best.get(tool.name) === tool}));
}
