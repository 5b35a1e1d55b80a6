import type {PartialAnswers} from './answers.ts';
import {TOOLS} from './catalogue/tools.ts';
import {checkAnswers, type Today} from './check-answers.ts';
import {fillGaps} from './fill-gaps.ts';
import {isPlainObject, mergeAnswers, mergeDeep} from './merge.ts';

/** What belongs to the person or the company, not to the delegate at hand: worth offering under any preset. */
const PERSONAL_PATHS = [
  'base.registry',
  'base.prefix',
  'image.registry',
  'image.host',
  'image.repository',
  'image.account',
  'image.region',
  'image.project',
  'image.pullSecret',
  'dockerfile.mirrorUrl',
  'dockerfile.rpmRepoUrl',
  'build.org',
  'build.project',
  'build.registryConnector',
  'build.pluginConnector',
  'build.kubernetesConnector',
  'build.codebaseConnector',
  'build.repositoryName',
  'build.namespace',
  'build.usernameSecret',
  'build.passwordSecret',
  'delegate.accountId',
  'delegate.managerUrl',
] as const;

const lookUp = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (isPlainObject(node) ? node[key] : undefined), tree);

const nested = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight<unknown>((inner, key) => ({[key]: inner}), value);

/** The personal part of some answers, as the layer under a preset. */
export const personalAnswers = (answers: PartialAnswers): PartialAnswers =>
  PERSONAL_PATHS.map((path) => nested(path, lookUp(answers, path)))
    .filter((tree) => JSON.stringify(tree).includes(':"'))
    .reduce<unknown>(mergeDeep, {}) as PartialAnswers;

export interface RememberedAnswers {
  /** What still holds today; `undefined` when nothing was remembered. */
  readonly answers?: PartialAnswers;
  /** One sentence when something had to be left out. */
  readonly notice?: string;
}

/** Remembered answers held against today's schema and catalogue: what no longer holds is left out and told. */
export function rememberedAnswers(stored: unknown, today: Today): RememberedAnswers {
  if (!isPlainObject(stored)) return {};
  const raw = mergeAnswers({preset: stored});
  const {answers} = fillGaps(raw);
  if (!answers) return {};
  const known = new Set([...TOOLS.map((tool) => tool.name), ...answers.customTools.map((tool) => tool.name)]);
  const tools = answers.tools.filter((tool) =>
    known.has((typeof tool === 'string' ? tool : tool.name).split('@', 1)[0] ?? ''),
  );
  const wrong = checkAnswers(raw, {today}).problems.filter(
    (problem) =>
      problem.severity === 'error' &&
      (problem.code === 'unknown-key' || problem.code === 'unknown-tool' || problem.code === 'invalid'),
  );
  const complete = {...answers, tools};
  const notice =
    wrong.length === 0
      ? {}
      : {
          notice: `Some remembered answers no longer hold and were left out: ${wrong
            .slice(0, 3)
            .map((problem) => problem.field)
            .join(', ')}. Look through the steps once.`,
        };
  return {answers: withoutStandIns(complete, raw), ...notice};
}

/** Stand-ins for what was never answered must not be offered as an answer. */
function withoutStandIns(complete: PartialAnswers, raw: PartialAnswers): PartialAnswers {
  const open = ['image.repository', 'delegate.accountId', 'delegate.managerUrl'].filter(
    (path) => lookUp(raw, path) !== lookUp(complete, path),
  );
  return open.reduce<unknown>((tree, path) => mergeDeep(tree, nested(path, '')), complete) as PartialAnswers;
}
