import type {Environment} from '../../domain/environment.ts';
import {TERRAFORM_MODULE} from '../../domain/terraform/terraform-module.ts';

/**
 * Ours alone, or harmful to a program whose output we read. KUBECTL_KUBERC lets a file change kubectl's flags. The
 * token has a name for Terraform, too: we advise to export it. Windows and Terraform there heed no case.
 */
const DROPPED = new RegExp(
  `^(?:KUBECTL_EXTERNAL_DIFF|KUBECTL_KUBERC|DELEGATE_TOKEN|TF_VAR_${TERRAFORM_MODULE.tokenVariable}|HARNESS_\\w*API_KEY)$`,
  'i',
);

/** How long an HTTP/2 connection may be quiet until it is asked for a sign of life, and how long that may take. */
const IDLE_SECONDS = 5;
const PING_SECONDS = 3;
/** So long nothing was heard when kubectl says that the connection is dead. */
export const DEAD_AFTER_MS = (IDLE_SECONDS + PING_SECONDS) * 1000;

/** Messages in English; no file that changes flags; a dead connection is noticed soon. */
const FIXED = {
  LC_ALL: 'C',
  KUBERC: 'off',
  HTTP2_READ_IDLE_TIMEOUT_SECONDS: String(IDLE_SECONDS),
  HTTP2_PING_TIMEOUT_SECONDS: String(PING_SECONDS),
} as const;

/** Environment of a child: ours, so that credential plugins find what they need, but none of our own secrets. */
export function childEnvironment(env: Environment, more: Environment = {}): Record<string, string> {
  const all: Environment = {...env, ...FIXED, ...more};
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && !DROPPED.test(name)) kept[name] = value;
  }
  return kept;
}
