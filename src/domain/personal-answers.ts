import type {PartialAnswers} from './answers.ts';
import * as v from 'valibot';
import {TOOLS} from './catalogue/tools.ts';
import {fillGaps} from './fill-gaps.ts';
import {isPlainObject, mergeAnswers, mergeDeep} from './merge.ts';
import {sanitiseLine} from './text.ts';
import {parseToolChoice} from './tools.ts';
import {answerAt, nested} from './value-at.ts';

/**
 * What belongs to the account, whatever the delegate at hand is. Where an image goes and comes from is not
 * among it: carried over unseen it would overwrite another delegate's image.
 */
const PERSONAL_PATHS = [
  'build.org',
  'build.project',
  'build.registryConnector',
  'build.baseConnector',
  'build.pluginConnector',
  'build.kubernetesConnector',
  'build.codebaseConnector',
  'delegate.accountId',
  'delegate.managerUrl',
] as const;

/** The personal part of some answers, as the layer under a preset. */
export const personalAnswers = (answers: PartialAnswers): PartialAnswers =>
  PERSONAL_PATHS.filter((path) => answerAt(answers, path) !== undefined)
    .map((path) => nested(path, answerAt(answers, path)))
    .reduce<unknown>(mergeDeep, {}) as PartialAnswers;

export interface RememberedAnswers {
  /** What still holds today; `undefined` when nothing was remembered. */
  readonly answers?: PartialAnswers;
  /** One sentence when something had to be left out. */
  readonly notice?: string;
}

/** Remembered answers held against today's schema and catalogue: what no longer holds is left out and told. */
export function rememberedAnswers(stored: unknown): RememberedAnswers {
  if (!isPlainObject(stored)) return {};
  const raw = mergeAnswers({preset: stored});
  const {answers, issues} = fillGaps(raw);
  if (!answers) return {};
  const known = new Set([...TOOLS, ...answers.customTools].map((tool) => tool.name));
  const [tools, unknown] = partition(answers.tools, (tool) => known.has(parseToolChoice(tool).name));
  const gone = issues
    .filter(({received}) => received !== 'undefined')
    .map((issue) => v.getDotPath(issue) ?? '');
  const left = [...gone, ...unknown.map((tool) => `tools: ${parseToolChoice(tool).name}`)].map((words) =>
    sanitiseLine(words, {maxLength: 60}),
  );
  const notice = `Some remembered answers no longer hold and were left out: ${left.slice(0, 3).join(', ')}. Look through the steps once.`;
  return {answers: withoutStandIns({...answers, tools}, raw), ...(left.length === 0 ? {} : {notice})};
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}

/** Stand-ins for what was never answered must not be offered as an answer. */
function withoutStandIns(complete: PartialAnswers, raw: PartialAnswers): PartialAnswers {
  const {repository, ...image} = complete.image ?? {};
  const {accountId, managerUrl, ...delegate} = complete.delegate ?? {};
  const answered = (key: string, path: string, value: string | undefined) =>
    value === undefined || value !== answerAt(raw, path) ? {} : {[key]: value};
  return {
    ...complete,
    image: {...image, ...answered('repository', 'image.repository', repository)},
    delegate: {
      ...delegate,
      ...answered('accountId', 'delegate.accountId', accountId),
      ...answered('managerUrl', 'delegate.managerUrl', managerUrl),
    },
  };
}
