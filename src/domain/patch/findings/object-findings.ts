import {at, listAt, objectAt, sameJson, textAt} from '../../deploy/json.ts';
import {kubectlCommand} from '../../deploy/kubectl-command.ts';
import {PATTERNS} from '../../patterns.ts';
import {sanitiseLine} from '../../text.ts';
import {isPlaceholder} from '../../token.ts';
import {removedVersion} from '../rules/api-versions.ts';
import {isConstantSelector} from '../rules/selector-rule.ts';
import {strayAutoscalers} from '../rules/size-rules.ts';
import {objectsBeside, type Scene} from '../scene.ts';
import {wantedAccount} from '../wanted-account.ts';
import type {FindingRow, Hit, Looked} from './finding-row.ts';

const SELECTOR = ['spec', 'selector', 'matchLabels'] as const;
const shown = (text = ''): string => sanitiseLine(text, {maxLength: 120});

/** Objects whose version is still a removed one: what could be raised has been. */
const oldVersions = ({source}: Scene): Hit[] =>
  source.objects.flatMap((object) => {
    const row = removedVersion(object.apiVersion, object.kind);
    if (row === undefined) return [];
    const advice = row.advice ?? `write it as ${row.to ?? 'a newer version'} by hand, its fields differ`;
    return [
      {
        object,
        path: ['apiVersion'],
        message: `Kubernetes ${row.removed} and later do not know ${object.apiVersion}, so the file cannot be applied; ${advice}`,
      },
    ];
  });

function selectors(scene: Scene): Hit[] {
  const {delegate} = scene;
  const own = objectAt(delegate.object.value, ...SELECTOR);
  const twin = objectsBeside(scene, 'Deployment').find(
    (object) => object !== delegate.object && sameJson(objectAt(object.value, ...SELECTOR), own),
  );
  if (twin !== undefined && Object.keys(own).length > 0)
    return [
      {
        object: delegate.object,
        path: SELECTOR,
        message: `is the same as that of Deployment ${twin.name}, so they take over the pods of each other; give each its own with --fix-selector`,
      },
    ];
  return isConstantSelector(scene)
    ? [
        {
          object: delegate.object,
          path: SELECTOR,
          message: `does not hold the name ${delegate.name}, so a second delegate of that kind in the namespace would share its pods; --fix-selector gives it its own`,
        },
      ]
    : [];
}

function changedSelector({edits, delegate}: Looked): Hit[] {
  if (!edits.some(({code, where}) => code === 'selector' && where.field.startsWith('spec.selector')))
    return [];
  const command = deleteCommand(delegate);
  return [
    {
      object: delegate.object,
      path: SELECTOR,
      message: `cannot change in a Deployment that is there; ${command === undefined ? 'delete that one first' : `run first: ${command}`}`,
    },
  ];
}

/** None for words that are no names of Kubernetes: one might be an option. The cluster is the reader's to name. */
function deleteCommand({name, namespace}: Scene['delegate']): string | undefined {
  const isNamed = PATTERNS.dnsSubdomain.test(name) && (namespace === '' || PATTERNS.dnsLabel.test(namespace));
  if (!isNamed) return undefined;
  const place = {context: 'CONTEXT', ...(namespace === '' ? {} : {namespace})};
  return kubectlCommand(place, 'delete', 'deployment', name);
}

const upgraderNames = ({upgraders, delegate}: Scene): Hit[] =>
  upgraders.own.flatMap(({config}) => {
    if (config === undefined) return [];
    const expected = [
      ['workloadName', delegate.name, 'workload'],
      ['namespace', delegate.namespace, 'namespace'],
      ['containerName', textAt(delegate.container, 'name') ?? '', 'container'],
    ] as const;
    return expected.flatMap(([key, wanted, word]) => {
      const named = textAt(config.value, key);
      if (named === undefined || named === wanted || wanted === '') return [];
      return [
        {
          object: config.object,
          path: ['data', config.key],
          message: `names the ${word} ${shown(named)}, and the delegate has ${wanted}; set ${key} to ${wanted} before auto-upgrade is ever resumed`,
        },
      ];
    });
  });

/** Account and manager in the configuration of the upgrader. */
const openConfigs = ({upgraders}: Scene): Hit[] =>
  upgraders.own.flatMap(({config}) => {
    const open = ['accountId', 'managerHost'].filter((key) => {
      const value = config && textAt(config.value, 'delegateConfig', key);
      return value !== undefined && isPlaceholder(value);
    });
    if (config === undefined || open.length === 0) return [];
    return [
      {
        object: config.object,
        path: ['data', config.key],
        message: `leaves ${open.join(' and ')} open; give --account-id and --manager-url, so that auto-upgrade shows as off in Harness`,
      },
    ];
  });

/** Account and manager that were asked for, and that the delegate takes from elsewhere. */
const keptAccounts = ({delegate, wishes}: Scene): Hit[] =>
  wantedAccount(wishes).flatMap(({variable, flag, value, isNamed}) => {
    const entries = listAt(delegate.container, 'env');
    const index = entries.findIndex((entry) => textAt(entry, 'name') === variable);
    const isKept = isNamed && at(entries[index], 'valueFrom') !== undefined;
    if (!isKept || delegate.variables.named.get(variable)?.value === value) return [];
    return [
      {
        object: delegate.object,
        path: [...delegate.containerPath, 'env', index],
        message: `takes ${variable} from elsewhere, so ${flag} changes nothing here; set it to ${value} there`,
      },
    ];
  });

/** About objects beside the Deployment, and what ties them together. */
export const OBJECT_FINDINGS: readonly FindingRow[] = [
  {code: 'api-version', severity: 'error', find: oldVersions},
  {
    code: 'autoscaler-target',
    severity: 'warning',
    find: (looked) =>
      strayAutoscalers(looked).map((object) => ({
        object,
        path: ['spec', 'scaleTargetRef', 'name'],
        message: `aims at Deployment ${shown(textAt(object.value, 'spec', 'scaleTargetRef', 'name'))}, which this file does not make; --fix-autoscaler aims it at ${looked.delegate.name}`,
      })),
  },
  {code: 'account-kept', severity: 'warning', find: keptAccounts},
  {code: 'selector-constant', severity: 'warning', find: selectors},
  {code: 'selector-immutable', severity: 'warning', find: changedSelector},
  {code: 'upgrader-config', severity: 'warning', find: upgraderNames},
  {code: 'upgrader-open', severity: 'notice', find: openConfigs},
  {
    code: 'upgrader-unclear',
    severity: 'warning',
    find: ({upgraders}) =>
      upgraders.unclear.map(({object}) => ({
        object,
        message: `runs the upgrader, and the file does not tell for which delegate; set spec.suspend to true if it is for this one`,
      })),
  },
  {
    code: 'no-upgrader',
    severity: 'notice',
    find: ({upgraders, delegate}) =>
      upgraders.own.length + upgraders.unclear.length > 0
        ? []
        : [
            {
              object: delegate.object,
              message: `has no upgrader in this file, so there is nothing to suspend; see with npx delegate-tui status whether one runs in the cluster`,
            },
          ],
  },
];
