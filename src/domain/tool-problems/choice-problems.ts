import type {ToolChoice} from '../answers.ts';
import {baseBuild} from '../base-image.ts';
import {compareVersions} from '../catalogue/compare-versions.ts';
import {findTool, TOOLS} from '../catalogue/tools.ts';
import type {ToolRow} from '../catalogue/types.ts';
import {didYouMean} from '../did-you-mean.ts';
import type {Problem} from '../problem.ts';
import {baseShips, parseToolChoice, versionOf, type ToolAnswers} from '../tools.ts';

/** A known tool that was chosen. */
interface Chosen {
  readonly field: string;
  readonly row: ToolRow;
  readonly choice: ToolChoice;
  readonly version: string;
  /** Choices of known tools that stand before this one. */
  readonly before: readonly Chosen[];
}

type Found = Omit<Problem, 'field'> & {readonly field?: string};
type Rule = (chosen: Chosen, answers: ToolAnswers) => Found | undefined;

/** Since this build the delegate's look for kubectl works without `--short`. Source: harness/delegate-dockerfile. */
const FIRST_BUILD_FOR_NEW_KUBECTL = 82804;

/** Problems of the entries of `tools`, one after the other. */
export function choiceProblems(answers: ToolAnswers): Problem[] {
  const before: Chosen[] = [];
  return answers.tools.flatMap((tool, index) => {
    const choice = parseToolChoice(tool);
    const row = findTool(choice.name);
    const field = `tools.${index}`;
    if (!row) return [unknownTool(field, choice.name)];
    const chosen = {field, row, choice, version: versionOf(choice, row), before: [...before]};
    before.push(chosen);
    return RULES.map((rule) => rule(chosen, answers))
      .filter((problem) => problem !== undefined)
      .map((problem) => ({...problem, field: problem.field ?? field}));
  });
}

function unknownTool(field: string, name: string): Problem {
  const guess = didYouMean(name, [...TOOLS.map((tool) => tool.name), ...TOOLS.map((tool) => tool.command)]);
  const known = TOOLS.find((tool) => tool.name === guess || tool.command === guess)?.name;
  const hint = known === undefined ? 'describe it under customTools' : `did you mean ${known}?`;
  return {field, code: 'unknown-tool', severity: 'error', message: `${name} is not a known tool; ${hint}`};
}

/** Every version has a digit; words such as `latest` name another one every day. */
const noDigit: Rule = ({row, choice}) => {
  if (choice.version === undefined || /\d/.test(choice.version)) return undefined;
  const [known] = row.versions;
  const instead =
    known === undefined ? `write ${row.name} alone` : `give a number, such as ${row.name}@${known}`;
  return {
    code: 'no-version',
    severity: 'error',
    message: `${choice.version} is not a version of ${row.name}; ${instead}`,
  };
};

const sameVersion: Rule = ({row, version, before}) =>
  before.some((other) => other.row === row && other.version === version)
    ? {
        code: 'duplicate-tool',
        severity: 'warning',
        message: `${named(row, version)} is there twice; remove one of them`,
      }
    : undefined;

const twoDefaults: Rule = ({field, row, choice, before}) =>
  choice.default === true && before.some((other) => other.row === row && other.choice.default === true)
    ? {
        field: `${field}.default`,
        code: 'two-defaults',
        severity: 'error',
        message: `only one version of ${row.name} can answer to the plain name; keep default: true at one of them`,
      }
    : undefined;

const onlyOneVersion: Rule = ({row, version, before}) =>
  row.install.kind !== 'download' && before.some((other) => other.row === row && other.version !== version)
    ? {
        code: 'one-version-only',
        severity: 'error',
        message: `${row.name} can be there in one version only; remove the other`,
      }
    : undefined;

const sameCommand: Rule = ({row, before}) => {
  const other = before.find(({row: earlier}) => earlier !== row && earlier.command === row.command);
  return (
    other && {
      code: 'same-command',
      severity: 'error',
      message: `${row.name} and ${other.row.name} both bring ${row.command}; remove one of them`,
    }
  );
};

const inBase: Rule = ({row}, {base}) => {
  if (!baseShips(row, base)) return undefined;
  return row.name === 'scm'
    ? {
        code: 'scm-in-base',
        severity: 'warning',
        message: 'the base image has the scm that belongs to its build; remove it from the tools',
      }
    : {
        code: 'in-base',
        severity: 'notice',
        message: `the ${base.variant} base image has ${row.name}; yours comes first on PATH`,
      };
};

const helm2: Rule = ({row, version}) =>
  row.name === 'helm' && version.startsWith('2.')
    ? {
        code: 'helm-2',
        severity: 'warning',
        message: `Helm ${version} gets no fixes any more; move your charts to Helm 3`,
      }
    : undefined;

const newKubectl: Rule = ({row, version}, {base}) =>
  row.name === 'kubectl' &&
  compareVersions(version, '1.28') >= 0 &&
  baseBuild(base.version) < FIRST_BUILD_FOR_NEW_KUBECTL
    ? {
        code: 'kubectl-probe',
        severity: 'warning',
        message: `a delegate ${base.version} may not find kubectl ${version}; choose a newer base image, or kubectl 1.27`,
      }
    : undefined;

const cfVersion: Rule = ({row, version}) =>
  row.name === 'cf-cli' && version !== '' && !version.startsWith('7.')
    ? {
        code: 'cf-version',
        severity: 'error',
        message: `Tanzu steps work with version 7 of the cf command line only; choose a 7.x version, not ${version}`,
      }
    : undefined;

const noMirror: Rule = ({row, choice}) =>
  choice.source === 'harness' && !(row.install.kind === 'download' && row.install.harness)
    ? {
        code: 'not-on-mirror',
        severity: 'warning',
        message: `Harness’s mirror does not have ${row.name}, so it comes from upstream; remove source: harness`,
      }
    : undefined;

const onePin: Rule = ({field, row, choice}) => {
  const {amd64, arm64} = choice.sha256 ?? {};
  if ((amd64 === undefined) === (arm64 === undefined)) return undefined;
  const missing = amd64 === undefined ? 'amd64' : 'arm64';
  return {
    field: `${field}.sha256`,
    code: 'one-arch-pinned',
    severity: 'warning',
    message: `${row.name} has no sha256 for ${missing}; add it if the image is built for ${missing} too`,
  };
};

const unusedPin: Rule = ({field, row, choice}) =>
  choice.sha256 !== undefined && row.install.kind !== 'download'
    ? {
        field: `${field}.sha256`,
        code: 'pin-unused',
        severity: 'warning',
        message: `${row.name} is installed as a package, so sha256 is not used; remove it`,
      }
    : undefined;

const named = (row: ToolRow, version: string): string => `${row.name} ${version}`.trim();

const RULES: readonly Rule[] = [
  noDigit,
  sameVersion,
  twoDefaults,
  onlyOneVersion,
  sameCommand,
  inBase,
  helm2,
  newKubectl,
  cfVersion,
  noMirror,
  onePin,
  unusedPin,
];
