import {INSTALL_ROWS} from '../../domain/catalogue/installs.ts';
import {PERMISSION_ROWS} from '../../domain/catalogue/permissions.ts';
import {SECURITY_CONTEXT_ROWS} from '../../domain/catalogue/security-contexts.ts';
import {SIZE_ROWS} from '../../domain/catalogue/sizes.ts';
import {YES_NO, type FieldSpec} from '../form.ts';
import {getAt, wordAt} from '../paths.ts';
import type {WizardState} from '../state.ts';

const isAutoscaled = (state: WizardState) => getAt(state.answers, 'delegate.autoscaling.enabled') === true;
const hasProxy = (state: WizardState) => wordAt(state.answers, 'delegate.proxy.host') !== '';

export const DELEGATE_FIELDS: readonly FieldSpec[] = [
  {kind: 'text', path: 'delegate.name', label: 'Name', placeholder: 'custom-del'},
  {kind: 'text', path: 'delegate.namespace', label: 'Namespace', placeholder: 'harness-delegate-ng'},
  {
    kind: 'text',
    path: 'delegate.accountId',
    label: 'Account id',
    placeholder: 'from the address bar of Harness, behind /account/',
  },
  {
    kind: 'text',
    path: 'delegate.managerUrl',
    label: 'Manager URL',
    placeholder: 'as in the manifest that Harness shows you',
  },
  {
    kind: 'options',
    path: 'delegate.install',
    label: 'Install with',
    options: INSTALL_ROWS.map(({name, label, consequence}) => ({value: name, label, detail: consequence})),
  },
  {
    kind: 'options',
    path: 'delegate.token.from',
    label: 'Delegate token',
    options: [
      {value: 'later', label: 'later', detail: 'a placeholder stands in its place'},
      {value: 'secret', label: 'existing Secret', detail: 'with the key DELEGATE_TOKEN'},
      {value: 'file', label: 'own file', detail: 'a Secret that only you can read'},
    ],
  },
  {
    kind: 'text',
    path: 'delegate.token.secretName',
    label: 'Token Secret',
    when: (state) => wordAt(state.answers, 'delegate.token.from') === 'secret',
    placeholder: 'name of the Secret',
  },
];

export const RUN_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'options',
    path: 'delegate.size',
    label: 'Size',
    options: SIZE_ROWS.map(({name, label, replicas, cpu, memory, parallelTasks}) => ({
      value: name,
      label,
      detail: `${replicas} × ${cpu} CPU, ${memory}; ${parallelTasks} tasks at once`,
    })),
  },
  {kind: 'options', path: 'delegate.autoscaling.enabled', label: 'Autoscaling', options: YES_NO},
  {
    kind: 'text',
    path: 'delegate.autoscaling.min',
    label: 'Fewest replicas',
    when: isAutoscaled,
    placeholder: '1',
  },
  {
    kind: 'text',
    path: 'delegate.autoscaling.max',
    label: 'Most replicas',
    when: isAutoscaled,
    placeholder: '4',
  },
  {
    kind: 'options',
    path: 'delegate.permissions',
    label: 'Permissions',
    options: PERMISSION_ROWS.map(({name, label, consequence}) => ({value: name, label, detail: consequence})),
  },
  {
    kind: 'options',
    path: 'delegate.securityContext',
    label: 'Runs as',
    options: SECURITY_CONTEXT_ROWS.map(({name, label, consequence}) => ({
      value: name,
      label,
      detail: consequence,
    })),
  },
];

export const MORE_DELEGATE_FIELDS: readonly FieldSpec[] = [
  {kind: 'text', path: 'delegate.description', label: 'Description', placeholder: 'Builds of team A'},
  {kind: 'text', path: 'delegate.tags', label: 'Tags', placeholder: 'tag, tag'},
  {
    kind: 'text',
    path: 'delegate.replicas',
    label: 'Replicas',
    when: (state) => !isAutoscaled(state),
    placeholder: 'those of the size',
  },
  {kind: 'text', path: 'delegate.cpu', label: 'CPU request', placeholder: 'that of the size'},
  {kind: 'text', path: 'delegate.memory', label: 'Memory', placeholder: 'that of the size'},
  {
    kind: 'text',
    path: 'delegate.serviceAccount.name',
    label: 'Service account',
    placeholder: 'one under its own name',
  },
  {kind: 'options', path: 'delegate.serviceAccount.create', label: 'Create it', options: YES_NO},
  {
    kind: 'text',
    path: 'delegate.serviceAccount.annotations',
    label: 'Its annotations',
    when: (state) => getAt(state.answers, 'delegate.serviceAccount.create') === true,
    placeholder: 'key=value, key=value',
  },
  {
    kind: 'text',
    path: 'delegate.serviceName',
    label: 'Service',
    when: (state) => wordAt(state.answers, 'delegate.install') === 'manifest',
  },
  {kind: 'text', path: 'delegate.proxy.host', label: 'Proxy host', placeholder: 'none'},
  {kind: 'text', path: 'delegate.proxy.port', label: 'Proxy port', when: hasProxy, placeholder: '3128'},
  {
    kind: 'options',
    path: 'delegate.proxy.scheme',
    label: 'Proxy scheme',
    when: hasProxy,
    options: [
      {value: 'http', label: 'http'},
      {value: 'https', label: 'https'},
    ],
  },
  {
    kind: 'text',
    path: 'delegate.proxy.noProxy',
    label: 'No proxy for',
    when: hasProxy,
    placeholder: 'host, .domain, address of the API server',
  },
  {
    kind: 'text',
    path: 'delegate.proxy.secretName',
    label: 'Proxy Secret',
    when: hasProxy,
    placeholder: 'with PROXY_USER and PROXY_PASSWORD',
  },
  {
    kind: 'text',
    path: 'delegate.caSecret',
    label: 'CA Secret',
    placeholder: 'existing Secret with PEM certificates',
  },
  {kind: 'text', path: 'delegate.caBuildPaths', label: 'CA in build pods', placeholder: '/path, /path'},
  {kind: 'text', path: 'delegate.nodeSelector', label: 'Node selector', placeholder: 'key=value, key=value'},
  {
    kind: 'text',
    path: 'delegate.env',
    label: 'Environment',
    placeholder: 'NAME=value, NAME=value; no secrets',
  },
  {
    kind: 'text',
    path: 'delegate.initScript',
    label: 'Init script',
    placeholder: 'prefer tools in the image; this needs root',
  },
];
