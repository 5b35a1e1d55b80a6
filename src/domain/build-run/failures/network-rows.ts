import {hostOfReference} from '../login-command.ts';
import type {ExplainContext, ExplanationRow} from '../explain.ts';

/** `undefined` where nobody knows which registry it is. */
const registryOf = ({reference, base}: ExplainContext): string | undefined => {
  const named = reference ?? base;
  return named === undefined ? undefined : hostOfReference(named);
};

/** In the place of its name, where it is to be put in by hand. */
const HOST = 'HOST';
const THE_REGISTRY = 'The registry of the base image';

/** A registry that cannot be spoken to, for pulls and pushes alike. */
export const NETWORK_ROWS: readonly ExplanationRow[] = [
  {
    code: 'registry-http',
    when: /server gave HTTP response to HTTPS client/,
    say: (_, context) => {
      const host = registryOf(context);
      return {
        cause: `${host ?? THE_REGISTRY} speaks HTTP without encryption, and ${context.builder} talks to registries over HTTPS.`,
        next: [
          context.program === 'docker'
            ? `Let it serve HTTPS, or name it in /etc/docker/daemon.json: "insecure-registries": ["${host ?? HOST}"]`
            : `Let it serve HTTPS, or name it in /etc/containers/registries.conf: [[registry]] with location = "${host ?? HOST}" and insecure = true`,
        ],
      };
    },
  },
  {
    code: 'registry-certificate',
    when: /x509: [^\n]*|certificate signed by unknown authority|tls: failed to verify certificate[^\n]*/,
    say: ([line], context) => {
      const host = registryOf(context);
      return {
        cause: `The certificate of ${host ?? 'the registry'} is not trusted (${line}).`,
        next: [
          `Put the certificate of its authority into /etc/${context.program === 'docker' ? 'docker' : 'containers'}/certs.d/${host ?? HOST}/ca.crt`,
        ],
      };
    },
  },
  {
    code: 'registry-unknown-host',
    when: /no such host|Temporary failure in name resolution|server misbehaving/,
    say: (_, context) => {
      const host = registryOf(context);
      return {
        cause: `The name of the registry${host === undefined ? '' : ` ${host}`} has no address here.`,
        next: ['Check the name, and DNS on the machine that builds.'],
      };
    },
  },
  {
    code: 'registry-unreachable',
    when: /connection refused|no route to host|network is unreachable|i\/o timeout|context deadline exceeded|TLS handshake timeout|Client\.Timeout exceeded|connection reset by peer/,
    say: ([line], context) => {
      const host = registryOf(context);
      return {
        cause: `The registry${host === undefined ? '' : ` ${host}`} does not answer (${line}).`,
        next: [
          'Check that it runs and that no firewall is in between; a proxy is set for the builder’s daemon, not here.',
        ],
      };
    },
  },
];
