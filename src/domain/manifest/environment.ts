import type {Answers} from '../answers.ts';
import {TOKEN_KEY} from '../token.ts';
import {commented} from '../yaml-text.ts';
import {DOUBLED, envValue} from './env-value.ts';
import {logServiceUrl, managerUrl} from './manager-url.ts';
import {manifestNames} from './names.ts';

type EnvVar = {readonly name: string} & ({readonly value: string} | {readonly valueFrom: object});

/** What the delegate never goes through the proxy for. */
const ALWAYS_DIRECT = ['localhost', '127.0.0.1', 'kubernetes.default.svc', '.svc', '.cluster.local'];

/** Defaults of Harness's manifest that no answer sets; `delegate.env` may give other values. */
const ADJUSTABLE: Readonly<Record<string, (answers: Answers) => string>> = {
  JAVA_OPTS: () => '-Xms64M',
  CLIENT_TOOLS_DOWNLOAD_DISABLED: () => 'true',
  LOG_STREAMING_SERVICE_URL: logServiceUrl,
  DELEGATE_RESOURCE_THRESHOLD: () => '',
  DYNAMIC_REQUEST_HANDLING: () => 'false',
};

/** `env` of the delegate container. Source: harness/delegate-kubernetes-manifest. */
export function environment(answers: Answers): unknown[] {
  const {env} = answers.delegate;
  const adjustable = Object.entries(ADJUSTABLE).map(([name, standard]) => ({
    name,
    value: Object.hasOwn(env, name) ? envValue(env[name] ?? '') : standard(answers),
  }));
  const extra = Object.entries(env).filter(([name]) => !Object.hasOwn(ADJUSTABLE, name));
  return [
    ...fixedVariables(answers),
    ...adjustable,
    ...extra.map(([name, value]) => ({name, value: envValue(value)})),
  ].map(explained);
}

/** Names that answers decide; `delegate.env` must not give them again. */
export const fixedVariableNames = (answers: Answers): string[] =>
  fixedVariables(answers).map(({name}) => name);

function fixedVariables(answers: Answers): EnvVar[] {
  const {delegate} = answers;
  return [
    {name: 'ACCOUNT_ID', value: delegate.accountId},
    {name: TOKEN_KEY, valueFrom: {secretKeyRef: manifestNames(answers).token}},
    {name: 'MANAGER_HOST_AND_PORT', value: managerUrl(answers)},
    {name: 'DEPLOY_MODE', value: 'KUBERNETES'},
    {name: 'DELEGATE_NAME', value: delegate.name},
    {name: 'DELEGATE_TYPE', value: 'KUBERNETES'},
    {name: 'DELEGATE_NAMESPACE', valueFrom: {fieldRef: {fieldPath: 'metadata.namespace'}}},
    {name: 'INIT_SCRIPT', value: envValue(delegate.initScript ?? '')},
    {name: 'DELEGATE_DESCRIPTION', value: envValue(delegate.description ?? '')},
    {name: 'DELEGATE_TAGS', value: delegate.tags.join(',')},
    {name: 'NEXT_GEN', value: 'true'},
    ...proxyVariables(delegate.proxy),
    ...(delegate.caBuildPaths.length > 0
      ? [{name: 'DESTINATION_CA_PATH', value: delegate.caBuildPaths.join(',')}]
      : []),
  ];
}

function proxyVariables({host, port, scheme, noProxy, secretName}: Answers['delegate']['proxy']): EnvVar[] {
  if (host === undefined) return [];
  const fromSecret = (name: string): EnvVar[] =>
    secretName === undefined ? [] : [{name, valueFrom: {secretKeyRef: {name: secretName, key: name}}}];
  return [
    {name: 'PROXY_HOST', value: host},
    ...(port === undefined ? [] : [{name: 'PROXY_PORT', value: String(port)}]),
    {name: 'PROXY_SCHEME', value: scheme},
    {name: 'NO_PROXY', value: noProxyList({noProxy})},
    // The connection to Harness Manager takes the proxy too.
    {name: 'PROXY_MANAGER', value: 'true'},
    ...fromSecret('PROXY_USER'),
    ...fromSecret('PROXY_PASSWORD'),
  ];
}

/** NO_PROXY: what is reached without the proxy, each once. */
export const noProxyList = ({noProxy}: Pick<Answers['delegate']['proxy'], 'noProxy'>): string =>
  [...new Set([...ALWAYS_DIRECT, ...noProxy])].join(',');

function explained(variable: EnvVar): unknown {
  const doubled = 'value' in variable && variable.value.includes('$$');
  return doubled ? commented(variable, DOUBLED) : variable;
}
