import type {Answers} from '../answers.ts';
import {RUNTIME_INPUT} from './harness-values.ts';

export interface ProxyArg {
  readonly name: 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY';
  readonly value: string;
}

/**
 * Values of the Dockerfile's proxy arguments: the delegate's proxy, or asked for when the pipeline runs.
 * Empty when the Dockerfile declares none. Credentials of the proxy are never written.
 */
export function proxyArgs({dockerfile, delegate}: Pick<Answers, 'dockerfile' | 'delegate'>): ProxyArg[] {
  if (!dockerfile.proxyArgs) return [];
  const {host, port, scheme, noProxy} = delegate.proxy;
  const url =
    host === undefined ? RUNTIME_INPUT : `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
  const exceptions = host === undefined ? RUNTIME_INPUT : noProxy.join(',');
  return [
    {name: 'HTTP_PROXY', value: url},
    {name: 'HTTPS_PROXY', value: url},
    ...(exceptions === '' ? [] : [{name: 'NO_PROXY', value: exceptions} as const]),
  ];
}
