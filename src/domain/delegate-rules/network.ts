import {effectiveSecurityContext} from '../manifest/security.ts';
import {when, type Rule} from './rule.ts';

/** Host and port belong together, and the API server must be reached without the proxy. */
export const proxyRule: Rule = ({delegate: {proxy}}) => {
  const {host, port, noProxy, secretName} = proxy;
  if (host === undefined) {
    return [
      ...when(port !== undefined, {
        field: 'delegate.proxy.host',
        code: 'missing',
        severity: 'error',
        message: 'A proxy port is given without a proxy host. Give the host too, or neither.',
      }),
      ...when(port === undefined && (noProxy.length > 0 || secretName !== undefined), {
        field: 'delegate.proxy.host',
        code: 'ignored',
        severity: 'warning',
        message: 'Proxy answers are not used without a proxy host. Give the host, or remove them.',
      }),
    ];
  }
  return [
    ...when(port === undefined, {
      field: 'delegate.proxy.port',
      code: 'missing',
      severity: 'error',
      message: 'A proxy host is given without a proxy port. Give the port too.',
    }),
    ...when(host.includes(':'), {
      field: 'delegate.proxy.host',
      code: 'invalid',
      severity: 'error',
      message: 'The proxy host holds a port. Give the port in its own answer.',
    }),
    ...when(noProxy.length === 0, {
      field: 'delegate.proxy.noProxy',
      code: 'no-proxy-empty',
      severity: 'notice',
      message:
        'Calls to the cluster’s API server go through the proxy when they use its IP address. Add that address; ranges such as 10.0.0.0/8 do not work.',
    }),
  ];
};

/** Harness Manager's address is easily mixed up with the address bar of a browser. */
export const managerUrlRule: Rule = ({delegate}) =>
  when(
    /^https:\/\/[^/]+\/(?:(?:ng|auth|gateway|api|account|log-service)(?:\/|$)|.*[?])/.test(
      delegate.managerUrl,
    ),
    {
      field: 'delegate.managerUrl',
      code: 'not-the-manager',
      severity: 'warning',
      message:
        'This looks like a page of Harness, not like Harness Manager. Use MANAGER_HOST_AND_PORT of the manifest that Harness shows you, e.g. https://app.harness.io/gratis',
    },
  );

/** Certificates reach the delegate's own trust store; the other programs of the image only when root. */
export const certificateRule: Rule = (answers) => {
  const {caSecret, caBuildPaths} = answers.delegate;
  const inImage = answers.dockerfile.caDirectory !== undefined;
  return [
    ...when(caSecret !== undefined && !inImage && effectiveSecurityContext(answers) !== 'root', {
      field: 'delegate.caSecret',
      code: 'ca-not-in-image',
      severity: 'notice',
      message:
        'Without root only the delegate itself trusts these certificates; git, curl and the other tools do not. Put them into the image too, with --ca-directory.',
    }),
    ...when(caSecret === undefined && !inImage && caBuildPaths.length > 0, {
      field: 'delegate.caBuildPaths',
      code: 'ignored',
      severity: 'warning',
      message:
        'Build pods get the certificates that the delegate has, and it gets none. Give the Secret that holds them.',
    }),
  ];
};
