import {hostOfReference} from '../login-command.ts';
import type {ExplainContext, ExplanationRow} from '../explain.ts';

const registryOf = ({reference, base}: ExplainContext): string => {
  const named = reference ?? base;
  return named === undefined ? 'the registry' : hostOfReference(named);
};

/** A registry that cannot be spoken to, for pulls and pushes alike. */
export const NETWORK_ROWS: readonly ExplanationRow[] = [
  {
    code: 'registry-http',
    when: /server gave HTTP response to HTTPS client/,
    say: (_, context) => {
      const host = registryOf(context);
      return {
        cause: `${host} speaks HTTP without encryption, and ${context.builder} talks to registries over HTTPS.`,
        next: [
          context.program === 'docker'
            ? `Let it serve HTTPS, or name it in /etc/docker/daemon.json: "insecure-registries": ["${host}"]`
            : `Let it serve HTTPS, or name it in /etc/containers/registries.conf: [[registry]] with location = "${host}" and insecure = true`,
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
        cause: `The certificate of ${host} is not trusted (${line}).`,
        next: [
          `Put the certificate of its authority into /etc/${context.program === 'docker' ? 'docker' : 'containers'}/certs.d/${host}/ca.crt`,
        ],
      };
    },
  },
  {
    code: 'registry-unknown-host',
    when: /no such host|Temporary failure in name resolution|server misbehaving/,
    say: (_, context) => ({
      cause: `The name of the registry ${registryOf(context)} has no address here.`,
      next: ['Check the name, and DNS on the machine that builds.'],
    }),
  },
  {
    code: 'registry-unreachable',
    when: /connection refused|no route to host|network is unreachable|i\/o timeout|context deadline exceeded|TLS handshake timeout|Client\.Timeout exceeded|connection reset by peer/,
    say: ([line], context) => ({
      cause: `The registry ${registryOf(context)} does not answer (${line}).`,
      next: [
        'Check that it runs and that no firewall is in between; a proxy is set for the builder’s daemon, not here.',
      ],
    }),
  },
];
