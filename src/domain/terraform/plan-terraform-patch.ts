import {asProblem, chooseOne, foreignFile, type InstallPatch} from '../install/install-patch.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {sanitiseLine} from '../text.ts';
import {lineOf} from '../yaml-edit/lines.ts';
import {attributeStep} from './attribute-step.ts';
import {attributeWishes} from './attribute-wishes.ts';
import {spliced} from './edit-attributes.ts';
import {
  findModules,
  findVariables,
  hasHelmRelease,
  writtenText,
  type FoundAttributes,
} from './find-modules.ts';
import {HclScanError} from './hcl-scan-error.ts';
import {isTfvars} from './looks-like-terraform.ts';
import type {PatchTarget} from './patch-target.ts';
import {terraformFindings} from './terraform-findings.ts';
import {unreadValues} from './unread-values.ts';
import {valuesSteps} from './values-steps.ts';

interface PatchInput {
  readonly text: string;
  /** Path or name; `.tfvars` is read as variables, anything else as a configuration. */
  readonly file: string;
  readonly wishes: PatchWishes;
  /** Its name, or the label of its module block, where a file has several. */
  readonly delegate?: string;
}

/**
 * The edits that a block of Harness's delegate module, or a variables file for it, needs for our image. Only
 * simple values are replaced and only single lines added; where one wish cannot be met so, nothing is changed
 * and a finding says what to do by hand. Never throws, whatever the text is.
 */
export function planTerraformPatch(input: PatchInput): InstallPatch {
  const {text, file, wishes} = input;
  try {
    const found = isTfvars(file) ? findVariables(text) : moduleOf(input);
    return 'state' in found ? found : patched({text, file, found}, wishes);
  } catch (error) {
    if (!(error instanceof HclScanError)) throw error;
    const message = `The file is not edited, because ${error.message}. Edit it by hand.`;
    return foreignFile({file, line: lineOf(text, error.offset), code: 'not-read', message});
  }
}

/** The module block that is meant, or why there is none. */
function moduleOf({text, file, delegate}: PatchInput): FoundAttributes | InstallPatch {
  const modules = findModules(text);
  const [module, ...others] = modules.filter(
    (found) =>
      delegate === undefined ||
      found.label === delegate ||
      writtenText(text, found, 'delegate_name') === delegate,
  );
  if (module !== undefined && others.length === 0) return module;
  if (modules.length > 0) {
    const names = modules.map(({label}) => sanitiseLine(label ?? '', {maxLength: 60}));
    return chooseOne({names, file, isNamed: module === undefined});
  }
  const [code, message] = hasHelmRelease(text)
    ? [
        'helm-release',
        'It installs the chart by a helm_release, not by Harness’s module. Patch the values file that this resource reads.',
      ]
    : [
        'no-module',
        'No block of Harness’s delegate module is in it. Give the .tf file with source = "harness/harness-delegate/kubernetes".',
      ];
  return foreignFile({file, code, message});
}

function patched(target: PatchTarget, wishes: PatchWishes): InstallPatch {
  const {text, found} = target;
  const attributes = attributeWishes(wishes);
  const steps = [
    ...attributes.flatMap((wish) => attributeStep(target, wish)),
    ...unreadValues(target, attributes),
    ...valuesSteps(target, wishes),
  ];
  const told = steps.flatMap((step) => ('finding' in step ? [step.finding] : []));
  const isBlocked = told.some(({severity}) => severity === 'error');
  const done = isBlocked ? [] : steps.flatMap((step) => ('splice' in step ? [step] : []));
  const after = {
    ...target,
    text: spliced(
      text,
      done.map(({splice}) => splice),
    ),
  };
  const now = reread(after);
  if (now === undefined || now.attributes.length < found.attributes.length)
    throw new HclScanError('it is written in a way that cannot be edited safely', found.body.start);
  const findings = [
    ...told.filter(({severity}) => severity !== 'error'),
    ...terraformFindings(target, {text: after.text, found: now}),
  ];
  return {
    state: 'planned',
    delegate: {name: writtenText(after.text, now, 'delegate_name') ?? '', namespace: ''},
    edits: done.map(({edit}) => edit),
    blocked: told.filter(({severity}) => severity === 'error').map(asProblem),
    findings: findings.map(asProblem),
    text: after.text,
  };
}

/** The same block in the edited text. */
const reread = ({text, found}: PatchTarget): FoundAttributes | undefined =>
  found.label === undefined
    ? findVariables(text)
    : findModules(text).find(({label}) => label === found.label);
