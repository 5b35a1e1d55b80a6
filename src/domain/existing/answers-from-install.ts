import type {PartialAnswers} from '../answers.ts';
import type {Install} from '../choices.ts';
import {isObject} from '../deploy/json.ts';
import {findValues} from '../helm/find-values.ts';
import {isHarnessImage} from '../live-delegate/read-image.ts';
import {defined} from '../patch/defined.ts';
import {imageAnswers} from '../patch/image-answers.ts';
import {PATTERNS} from '../patterns.ts';
import {findModules, findVariables, writtenText, type FoundAttributes} from '../terraform/find-modules.ts';
import {HclScanError} from '../terraform/hcl-scan-error.ts';
import {isTfvars} from '../terraform/looks-like-terraform.ts';
import {MODULE_VARIABLES} from '../terraform/terraform-module.ts';
import {isPlaceholder} from '../token.ts';
import {valueAt} from '../value-at.ts';

interface InstallText {
  readonly path: string;
  readonly text: string;
  readonly install: Install;
  /** Name of the delegate, or of the part of the file, where there are several. */
  readonly delegate?: string;
}

/** A value by the chart's name for it. */
type Read = (key: string) => unknown;

/**
 * Answers that values of the Helm chart, or Terraform for its module, give. What is an expression, empty, a
 * placeholder or against the grammar of its answer is left out. Holds no secret. Never throws.
 */
export function answersFromInstall(input: InstallText): PartialAnswers {
  const read = input.install === 'helm' ? helmReader(input) : terraformReader(input);
  const registry = word(read('image.registry'));
  const name = word(read('image.repository'));
  const repository = registry === undefined || name === undefined ? name : `${registry}/${name}`;
  const tag = word(read('image.tag'));
  const image = repository === undefined ? word(read('delegateDockerImage')) : [repository, tag].join(':');
  const secretName = fitting(read('existingDelegateToken'), 'dnsSubdomain');
  return defined({
    image: defined({
      ...(image === undefined || isHarnessImage(image) ? {} : imageAnswers(image)),
      pullSecret: fitting(read('imagePullSecret'), 'dnsSubdomain'),
    }),
    delegate: defined({
      name: fitting(read('delegateName'), 'delegateName'),
      namespace: fitting(read('namespace'), 'dnsLabel'),
      accountId: fitting(read('accountId'), 'accountId'),
      managerUrl: fitting(read('managerEndpoint'), 'httpsUrl'),
      token: secretName === undefined ? undefined : {from: 'secret', secretName},
      ...scale(read),
      cpu: fitting(read('resources.requests.cpu'), 'cpu'),
      memory: fitting(read('resources.requests.memory'), 'memory'),
    }),
  });
}

function scale(read: Read): object {
  const count = (key: string) => {
    const value = Number(word(read(key)));
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  if (read('autoscaling.enabled') !== true) return {replicas: count('replicas')};
  const min = count('autoscaling.minReplicas') ?? 1;
  return {autoscaling: {enabled: true, min, max: count('autoscaling.maxReplicas') ?? min}};
}

function word(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text === '' || isPlaceholder(text) ? undefined : text;
}

function fitting(value: unknown, grammar: keyof typeof PATTERNS): string | undefined {
  const text = word(value);
  return text !== undefined && PATTERNS[grammar].test(text) ? text : undefined;
}

function helmReader({text, delegate}: InstallText): Read {
  const all = findValues(text);
  const found = all.find(
    ({under, values}) => delegate === undefined || under === delegate || values['delegateName'] === delegate,
  );
  const values = found?.values;
  return (key) => (isObject(values) ? valueAt(values, key.split('.')) : undefined);
}

/** The chart's name for a value -> the module's variable for it. */
const VARIABLES = new Map([...MODULE_VARIABLES, ['namespace', 'namespace'] as const]);

function terraformReader({path, text, delegate}: InstallText): Read {
  const found = attributesOf({path, text, ...(delegate === undefined ? {} : {delegate})});
  return (key) => {
    const name = VARIABLES.get(key);
    const attribute = found?.attributes.find((other) => other.name === name);
    if (found === undefined || name === undefined || attribute === undefined) return undefined;
    const written = text.slice(attribute.value.start, attribute.value.end).trim();
    return /^\d{1,9}$/.test(written) ? Number(written) : writtenText(text, found, name);
  };
}

function attributesOf({path, text, delegate}: Omit<InstallText, 'install'>): FoundAttributes | undefined {
  try {
    if (isTfvars(path)) return findVariables(text);
    return findModules(text).find(
      (found) =>
        delegate === undefined ||
        found.label === delegate ||
        writtenText(text, found, 'delegate_name') === delegate,
    );
  } catch (error) {
    if (error instanceof HclScanError) return undefined;
    throw error;
  }
}
