import {advise} from '../domain/advice.ts';
import type {Answers, PartialAnswers} from '../domain/answers.ts';
import {baseImageRef} from '../domain/base-image.ts';
import type {FilledFile} from '../domain/existing/fill-answers.ts';
import {isOwnProblem} from '../domain/existing/is-own-problem.ts';
import {planExisting} from '../domain/existing/plan-existing.ts';
import {FEATURE_ROWS} from '../domain/catalogue/features.ts';
import {REGISTRIES} from '../domain/catalogue/registries.ts';
import {TOOLS} from '../domain/catalogue/tools.ts';
import type {ResolvedTool} from '../domain/catalogue/types.ts';
import {checkAnswers} from '../domain/check-answers.ts';
import {versionedCommand} from '../domain/dockerfile/tool-lines.ts';
import {fillGaps} from '../domain/fill-gaps.ts';
import {imageRef} from '../domain/image-ref.ts';
import {lineDiff} from '../domain/line-diff.ts';
import {makePlan} from '../domain/plan.ts';
import {maskedDiffOf} from '../domain/patch/masked-roles.ts';
import type {PlannedFile} from '../domain/plan-types.ts';
import type {Problem} from '../domain/problem.ts';
import {inspectToken, type TokenKind} from '../domain/token.ts';
import {baseShips, resolveTools} from '../domain/tools.ts';
import type {Facts, Knowledge, RegistryLine, TokenLook, ToolLine} from './knowledge.ts';

/** What the rows of the tools step say by themselves, or `companion` says with the key that helps. */
const SAID_BY_ROWS: readonly string[] = ['no-checksum', 'in-base', 'terraform-alone'];

/** The wizard's knowledge from the real catalogue and the real checks. */
export const domainKnowledge: Knowledge = {
  features: FEATURE_ROWS,
  registries: REGISTRIES.map(({registry, label, short, fields, host, repository}): RegistryLine => ({
    registry,
    label,
    ...(short === undefined ? {} : {short}),
    fields,
    hostExample: host?.example ?? '',
    repositoryExample: repository.example,
  })),
  problems: (answers, facts) => [
    ...tokenProblems(filled(answers), facts),
    ...checkAnswers(answers, facts).problems.filter(
      (problem) => !SAID_BY_ROWS.includes(problem.code) && (!facts.existing || isOwnProblem(problem)),
    ),
  ],
  plan(answers, facts) {
    const checked = checkAnswers(answers, facts).answers;
    const isOpen = tokenProblems(filled(answers), facts).some((problem) => problem.severity === 'error');
    if (!checked || isOpen) return undefined;
    const {secrets, existing} = facts;
    return existing
      ? planExisting({answers: checked, secrets, existing})
      : makePlan({answers: checked, secrets});
  },
  preview: (answers, facts) =>
    facts?.existing ? previewExisting(answers, facts.existing) : makePlan({answers: filled(answers)}).files,
  tools: (answers) => toolLines(filled(answers)),
  companion: (answers) => companionOf(filled(answers)),
  advise(answers) {
    const {cluster, image} = filled(answers);
    return advise({cluster, registry: image.registry});
  },
  baseRef: (answers) => baseImageRef(filled(answers).base),
  imageRef: (answers) => shownImage(filled(answers)),
  inspectToken: tokenLook,
  diff: maskedDiffOf,
  changes: lineDiff,
};

/** The edited file in the place of a new one, secrets hidden. */
function previewExisting(answers: PartialAnswers, existing: FilledFile): PlannedFile[] {
  const {files, patch} = planExisting({answers: filled(answers), existing});
  if (patch === undefined) return [...files];
  const {path, role, content} = patch;
  const [first, ...others] = files;
  return [...(first ? [first] : []), {role, path, content: existing.shown(content), mode: 0o600}, ...others];
}

/** Raw answers as something to draw. Answers that are no mapping at all are as good as none. */
const filled = (answers: PartialAnswers): Answers =>
  fillGaps(answers).answers ?? (fillGaps({}).answers as Answers);

/** The reference without the digest, which is too long for a line. */
const shownImage = (answers: Answers): string =>
  `${imageRef(answers)}${answers.image.digest === undefined ? '' : ' (digest pinned)'}`;

function companionOf(answers: Answers): ReturnType<Knowledge['companion']> {
  const tools = resolveTools(answers);
  const has = (name: string) => tools.some((tool) => tool.name === name);
  const isAlone = has('terraform') && !has('terraform-config-inspect') && !shipsInspect(answers);
  return isAlone
    ? {tool: 'terraform-config-inspect', why: 'Terraform steps also need terraform-config-inspect.'}
    : undefined;
}

const shipsInspect = ({base}: Answers): boolean => {
  const row = TOOLS.find((tool) => tool.name === 'terraform-config-inspect');
  return row !== undefined && baseShips(row, base);
};

const INTEGRITY: Readonly<Record<ResolvedTool['integrity'], string>> = {
  pinned: 'pinned checksum',
  published: 'checksum published',
  'signed-package': 'signed package',
  none: 'no checksum published; v pins one',
};

function toolLines(answers: Answers): ToolLine[] {
  const resolved = resolveTools(answers);
  return TOOLS.map((row) => {
    const tool = resolved.find((candidate) => candidate.name === row.name);
    const because = tool && tool.because !== 'chosen' ? reasonOf(tool.because) : undefined;
    return {
      name: row.name,
      command: row.command,
      purpose: row.purpose,
      versions: row.versions,
      installed: resolved
        .filter(({name}) => name === row.name)
        .map((one) => ({
          version: one.version,
          calledAs: one.isDefault ? one.command : versionedCommand(one),
        })),
      inBase: baseShips(row, answers.base),
      integrity: tool ? INTEGRITY[tool.integrity] : '',
      ...(because === undefined ? {} : {because}),
      ...(row.note === undefined ? {} : {note: row.note}),
    };
  });
}

/** `feature terraform` -> `with Terraform`, `terragrunt needs it` -> `with terragrunt`. */
function reasonOf(because: string): string {
  const feature = FEATURE_ROWS.find((row) => because === `feature ${row.name}`);
  return `with ${feature?.label ?? because.replace(/ needs it$/, '')}`;
}

const TOKEN_LOOKS: Readonly<Record<TokenKind, TokenLook>> = {
  plain: {message: 'a delegate token'},
  encoded: {message: 'base64 of a token, fine as it is'},
  'twice-encoded': {
    severity: 'notice',
    message: 'encoded twice, as the data of a Secret is: it is written decoded once, nothing to do',
  },
  unknown: {
    severity: 'warning',
    message: 'does not look like a delegate token; check that you copied all of it',
  },
  malformed: {
    severity: 'error',
    message: 'that is no token: a token is one word without blanks; clear the field and copy it again',
  },
  placeholder: {severity: 'error', message: 'that is a placeholder; paste the token, or choose later'},
  empty: {severity: 'error', message: 'paste the delegate token, or choose later'},
};

/** Quotes are told where nothing worse is. */
function tokenLook(text: string): TokenLook {
  const {kind, wasQuoted} = inspectToken(text);
  const look = TOKEN_LOOKS[kind];
  if (!wasQuoted || look.severity === 'error') return look;
  const also = look.severity === undefined ? '' : `; ${look.message}`;
  return {
    severity: 'warning',
    message: `the quotes around the token are no part of it: it is written without them${also}`,
  };
}

/** The token lies beside the answers, so the checks of the answers do not see it. */
function tokenProblems({delegate}: Answers, {secrets}: Facts): Problem[] {
  if (delegate.token.from !== 'file') return [];
  const token = secrets.delegateToken ?? '';
  const {severity, message} = tokenLook(token);
  return severity === undefined
    ? []
    : [
        {
          field: 'delegate.token.value',
          code: inspectToken(token).kind === 'empty' ? 'missing' : 'token-looks-wrong',
          severity,
          message,
        },
      ];
}
