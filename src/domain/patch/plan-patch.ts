import type {YearMonth} from '../base-image.ts';
import type {Problem} from '../problem.ts';
import {editYaml} from '../yaml-edit/edit-yaml.ts';
import {YamlEditError} from '../yaml-edit/yaml-edit-error.ts';
import type {FoundDelegate} from './find-in-source.ts';
import {ACCESS_FINDINGS} from './findings/access-findings.ts';
import type {FindingRow, Looked} from './findings/finding-row.ts';
import {IMAGE_FINDINGS} from './findings/image-findings.ts';
import {OBJECT_FINDINGS} from './findings/object-findings.ts';
import type {PatchEdit, PatchWishes, PlannedEdit} from './patch-types.ts';
import {readDelegates, type DelegateReading} from './read-delegates.ts';
import {accountRule} from './rules/account-rule.ts';
import {apiVersionRule} from './rules/api-version-rule.ts';
import {imageRule, pullPolicyRule, pullSecretRule} from './rules/image-rules.ts';
import {securityRule} from './rules/security-rule.ts';
import {selectorRule} from './rules/selector-rule.ts';
import {autoscalerRule, replicasRule, resourcesRule} from './rules/size-rules.ts';
import {suspendRule} from './rules/suspend-rule.ts';
import {tokenRule, tokenSecretRule} from './rules/token-rules.ts';
import {fieldText, sceneOf, type PatchRule, type Scene} from './scene.ts';

/** What is done to a file, in this order. */
const RULES: readonly PatchRule[] = [
  imageRule,
  pullPolicyRule,
  pullSecretRule,
  suspendRule,
  apiVersionRule,
  securityRule,
  resourcesRule,
  autoscalerRule,
  replicasRule,
  selectorRule,
  accountRule,
  tokenRule,
  tokenSecretRule,
];

const FINDINGS: readonly FindingRow[] = [...ACCESS_FINDINGS, ...IMAGE_FINDINGS, ...OBJECT_FINDINGS];

export interface PatchRequest {
  readonly text: string;
  /** Name for messages. */
  readonly file: string;
  /** `NAME` or `NAMESPACE/NAME`, for a file with several delegates. */
  readonly delegate?: string;
  readonly wishes: PatchWishes;
  readonly today: YearMonth;
}

export type PatchPlan =
  | {
      readonly state: 'planned';
      /** As the file is after the edits. */
      readonly delegate: FoundDelegate;
      readonly edits: readonly PatchEdit[];
      /** Edits that cannot be made: the text is to be written only when there are none. */
      readonly blocked: readonly Problem[];
      /** What the user should know and that is not changed by itself. */
      readonly findings: readonly Problem[];
      readonly text: string;
    }
  | Extract<DelegateReading, {state: 'foreign'}>
  /** Several delegates, and none or another one was named. */
  | {readonly state: 'choose'; readonly names: readonly string[]; readonly problem: Problem};

/** Everything that a patch would do to a manifest, and the text it would become. Patching that again changes nothing. Never throws. */
export function planPatch({text, file, delegate: wanted, wishes, today}: PatchRequest): PatchPlan {
  const reading = readDelegates({text, file});
  if (reading.state === 'foreign') return reading;
  const {source, delegates} = reading;
  const position = positionOf(delegates, wanted);
  const delegate = delegates[position];
  if (delegate === undefined) return choice(reading, wanted);
  const scene = sceneOf({source, delegate, delegates, wishes});
  const {text: after, edits, blocked} = apply(scene);
  const again = readDelegates({text: after, file});
  if (again.state === 'foreign') return again;
  const looked = {
    ...sceneOf({...again, delegate: again.delegates[position] ?? delegate, wishes}),
    today,
    edits,
  };
  return {
    state: 'planned',
    delegate: looked.delegate,
    edits,
    blocked,
    findings: findingsIn(looked, scene),
    text: after,
  };
}

const fullName = ({name, namespace}: FoundDelegate): string =>
  namespace === '' ? name : `${namespace}/${name}`;

/** The only delegate, or the one that is named so and no other; else -1. */
function positionOf(delegates: readonly FoundDelegate[], wanted: string | undefined): number {
  const fits = delegates.flatMap((delegate, index) =>
    wanted === undefined || delegate.name === wanted || fullName(delegate) === wanted ? [index] : [],
  );
  return fits.length === 1 ? (fits[0] ?? -1) : -1;
}

function choice(
  {delegates, source}: Extract<DelegateReading, {state: 'found'}>,
  wanted: string | undefined,
): PatchPlan {
  const twice = new Set(delegates.map(({name}) => name)).size < delegates.length;
  const names = delegates.map((delegate) => (twice ? fullName(delegate) : delegate.name));
  const list = names.join(', ');
  const [first] = delegates;
  return {
    state: 'choose',
    names,
    problem: {
      field: 'delegate',
      code: wanted === undefined ? 'several-delegates' : 'no-such-delegate',
      severity: 'error',
      message:
        wanted === undefined
          ? `the file holds several delegates, ${list}; name the one to patch`
          : `the file holds no such delegate, but ${list}; name one of them`,
      flag: '--delegate',
      source: {file: source.file, line: first?.line ?? 1, column: 1},
    },
  };
}

interface Applied {
  readonly text: string;
  readonly edits: readonly PatchEdit[];
  readonly blocked: readonly Problem[];
}

function apply(scene: Scene): Applied {
  const start: Applied = {text: scene.source.text, edits: [], blocked: []};
  return RULES.flatMap((rule) => rule(scene)).reduce(withEdit, start);
}

function withEdit(
  {text, edits, blocked}: Applied,
  {edits: yamlEdits, optional = false, ...shown}: PlannedEdit,
): Applied {
  try {
    return {text: editYaml({text, edits: yamlEdits}).text, edits: [...edits, shown], blocked};
  } catch (error) {
    if (!(error instanceof YamlEditError)) throw error;
    if (optional) return {text, edits, blocked};
    const {file, line, kind, name, field} = shown.where;
    const problem: Problem = {
      field: `${kind} ${name} ${field}`,
      code: 'not-editable',
      severity: 'error',
      message: `cannot be changed to ${shown.to ?? 'nothing'}: ${error.reason}`,
      source: {file, line, column: 1},
    };
    return {text, edits, blocked: [...blocked, problem]};
  }
}

/** Findings after the edits, with the lines of the file as it was. */
function findingsIn(looked: Looked, {source}: Scene): Problem[] {
  return FINDINGS.flatMap(({code, severity, find}) =>
    find(looked).map(({object, path = [], message}) => ({
      field: `${object.kind} ${object.name} ${fieldText(object.value, path)}`.trimEnd(),
      code,
      severity,
      message,
      source: {file: source.file, line: source.lineOf(object, path), column: 1},
    })),
  );
}
