import type {Registration} from './types.ts';

interface LogRule {
  readonly pattern: RegExp;
  /** Why the delegate is not registered; absent: the line shows that it is. */
  readonly reason?: string;
  readonly next?: string;
}

/** Lines of the delegate's log. Source: Harness delegate sources and start scripts. */
const LOG_RULES: readonly LogRule[] = [
  {pattern: /Delegate registered with id \S|\[New\] Delegate registered in \d|Delegate process started/},
  {
    pattern: /Delegate used invalid token/,
    reason: 'Harness does not accept the delegate token.',
    next: 'Put the token of this account into the Secret, then restart the delegate.',
  },
  {
    pattern: /Delegate used (?:expired|revoked) token/,
    reason: 'The delegate token has expired or was revoked.',
    next: 'Create a new token in Harness, put it into the Secret, then restart the delegate.',
  },
  {
    pattern: /Account ID: .* not found\. Stop launching delegate/,
    reason: 'Harness does not know the account id.',
    next: 'Correct ACCOUNT_ID in the manifest and apply again.',
  },
  {
    pattern: /Connection check to Harness manager failed/,
    reason: 'The delegate cannot reach the Harness manager.',
    next: 'Check MANAGER_HOST_AND_PORT, the proxy settings and the firewall.',
  },
  {
    pattern: /unable to find valid certification path|SSLHandshakeException/,
    reason: 'The delegate does not trust the certificate that it is shown on the way to Harness.',
    next: 'Mount the CA bundle of the proxy into the delegate.',
  },
  {
    pattern: /Error occurred while registering delegate|Unknown error occurred while registering Delegate/,
    reason: 'The Harness manager refused the registration.',
    next: 'Check ACCOUNT_ID, MANAGER_HOST_AND_PORT and the token.',
  },
  {
    pattern: /Self destruct sequence initiated/,
    reason: 'Harness told the delegate to stop: another one may have the same name.',
    next: 'Give the delegate a name that is not in use, or remove the other one.',
  },
  {
    pattern: /Missing required write permissions for running user/,
    reason: 'The delegate may not write to its working directory.',
    next: 'Make /opt/harness-delegate writable for group 0 in the image.',
  },
  {
    pattern: /Error while executing initialization script/,
    reason: 'INIT_SCRIPT failed, so the delegate is not started.',
    next: 'Install the tools in the image instead, or correct the script.',
  },
  {
    pattern: /java\.lang\.OutOfMemoryError/,
    reason: 'The delegate ran out of Java memory.',
    next: 'Raise -Xmx in JAVA_OPTS together with the memory limit.',
  },
];

/**
 * What the log of a delegate says about its registration with Harness: the last line that says anything
 * decides, as a delegate may try several times.
 */
export function readRegistration(lines: readonly string[]): Registration {
  for (const line of lines.toReversed()) {
    const rule = LOG_RULES.find(({pattern}) => pattern.test(line));
    if (rule) {
      const {reason, next} = rule;
      return reason === undefined ? {state: 'registered', line} : {state: 'failed', reason, next, line};
    }
  }
  return {state: 'unknown'};
}
