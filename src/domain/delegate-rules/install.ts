import {parse} from '../bounded-yaml.ts';
import type {Answers} from '../answers.ts';
import {installRow} from '../catalogue/installs.ts';
import {HELM_CHART} from '../helm/helm-chart.ts';
import {effectiveSecurityContext} from '../manifest/security.ts';
import {when, type Rule} from './rule.ts';

/** Words that the chart writes into its templates without quotes. Source: harness/delegate-helm-chart, templates. */
const UNQUOTED: readonly (readonly [field: string, read: (answers: Answers) => string | undefined])[] = [
  ['delegate.name', ({delegate}) => delegate.name],
  ['delegate.namespace', ({delegate}) => delegate.namespace],
  ['delegate.accountId', ({delegate}) => delegate.accountId],
  ['delegate.serviceAccount.name', ({delegate}) => delegate.serviceAccount.name],
  ['delegate.token.secretName', ({delegate}) => delegate.token.secretName],
  ['delegate.caSecret', ({delegate}) => delegate.caSecret],
  ['image.pullSecret', ({image}) => image.pullSecret],
];

/** True for a word that YAML readers take for the same text when it stands there without quotes. */
function isText(word: string): boolean {
  try {
    return (['1.1', '1.2'] as const).every(
      (version) => (parse(`key: ${word}`, {version}) as {key: unknown}).key === word,
    );
  } catch {
    return false;
  }
}

/** What Harness's Helm chart cannot express, with Helm and with the Terraform module that uses the chart. */
export const chartRule: Rule = (answers) => {
  const {delegate} = answers;
  if (delegate.install === 'manifest') return [];
  return [
    ...UNQUOTED.flatMap(([field, read]) => {
      const word = read(answers);
      return when(word !== undefined && !isText(word), {
        field,
        code: 'unquoted',
        severity: 'error',
        message:
          'Harness’s chart writes this without quotes, and YAML does not read it as text but as a number or a truth value. Choose another one, or --install manifest.',
      });
    }),
    ...when(delegate.serviceName !== HELM_CHART.serviceName, {
      field: 'delegate.serviceName',
      code: 'ignored',
      severity: 'warning',
      message: `The chart always calls the Service ${HELM_CHART.serviceName}, so this name is not used. Remove it, or choose --install manifest.`,
    }),
    {
      field: 'delegate.install',
      code: 'installed-elsewhere',
      severity: 'notice',
      message: `${installRow(delegate.install).label} installs the delegate, not this program: the commands stand on top of the file. Then follow the rollout with npx delegate-tui watch.`,
    },
  ];
};

/** What the Terraform module adds to that. Source: harness/terraform-kubernetes-harness-delegate. */
export const terraformRule: Rule = (answers) => {
  const {delegate} = answers;
  if (delegate.install !== 'terraform') return [];
  return [
    ...when(delegate.token.from !== 'secret', {
      field: 'delegate.token.from',
      code: 'token-in-state',
      severity: 'warning',
      message:
        'Terraform keeps the token in its state, readable for all who may read the state. Keep the state encrypted and closed, or choose --token-from secret.',
    }),
    {
      field: 'delegate.install',
      code: 'chart-not-pinned',
      severity: 'notice',
      message: `The module takes the newest chart and cannot be told another; these values are those of chart ${HELM_CHART.version}. Read the plan of terraform before you apply it.`,
    },
    ...when(effectiveSecurityContext(answers) === 'cluster-uid', {
      field: 'delegate.securityContext',
      code: 'null-through-module',
      severity: 'notice',
      message:
        'The values take runAsUser and fsGroup away with null, and the module merges them before Helm reads them. Look after the first apply that the Deployment sets neither.',
    }),
  ];
};
