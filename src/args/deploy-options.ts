import type {CommandName} from './commands.ts';
import type {OptionRow} from './option-row.ts';

export const FAIL_ON = ['doomed', 'deadline', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export const ON_CLUSTER: readonly CommandName[] = ['apply', 'watch', 'status', 'verify', 'undo'];
const WATCHING: readonly CommandName[] = ['apply', 'watch'];

/** Flags of the commands that work with a cluster. */
export const DEPLOY_OPTIONS = [
  {
    flag: 'context',
    kind: 'text',
    placeholder: 'NAME',
    commands: ON_CLUSTER,
    help: 'Context of your kubeconfig: the cluster to work with',
  },
  {
    flag: 'file',
    kind: 'repeated',
    placeholder: 'MANIFEST',
    commands: ['wizard', 'generate', 'apply'],
    help: 'With apply: apply this manifest as it is, and make no files; may be repeated. Else: start from this manifest, values file or Terraform file, which is edited in the wizard only',
  },
  {
    flag: 'yes',
    kind: 'boolean',
    commands: ['apply', 'patch', 'undo'],
    help: 'Go ahead without asking, once all checks have passed; patch asks at a terminal only, elsewhere the command is the consent',
  },
  {
    flag: 'undo-on-failure',
    kind: 'boolean',
    commands: ['apply'],
    help: 'Take back what was applied, without asking, when the rollout fails or cannot succeed; ends with 10 then',
  },
  {
    flag: 'force-conflicts',
    kind: 'boolean',
    commands: ['apply', 'undo'],
    help: 'Take over fields that other managers have set',
  },
  {
    flag: 'last',
    kind: 'boolean',
    commands: ['watch', 'undo'],
    help: 'The rollout that was applied last from this machine',
  },
  {
    flag: 'run',
    kind: 'text',
    placeholder: 'ID',
    commands: ['watch', 'undo'],
    help: 'The rollout of this run, by the name that its end tells',
  },
  {
    flag: 'fail-on',
    kind: 'choice',
    values: FAIL_ON,
    commands: WATCHING,
    help: 'End with 6 when it cannot succeed as it is (doomed, the default), when its deadline has passed, or never',
  },
  {
    flag: 'tolerate',
    kind: 'duration',
    placeholder: 'DURATION',
    commands: WATCHING,
    help: 'Let a rollout that cannot succeed go on for so long, in case it heals: 90s, 2m; none when not given',
  },
  {
    flag: 'timeout',
    kind: 'duration',
    placeholder: 'DURATION',
    commands: [...WATCHING, 'verify'],
    help: 'Stop watching after so long; 30m when not given. With verify: how long the tools may take; 60s when not given',
  },
  {
    flag: 'settle',
    kind: 'duration',
    placeholder: 'DURATION',
    commands: WATCHING,
    help: 'Look for restarts for so long after it is complete; 30s when not given',
  },
  {
    flag: 'practice',
    kind: 'optional',
    placeholder: 'SCENARIO',
    commands: ['wizard', ...ON_CLUSTER],
    help: 'Use a practice cluster inside this program; delegate-tui help practice lists the scenarios. Without a terminal, apply and undo go ahead there without --yes: nothing of yours can be changed',
  },
] as const satisfies readonly OptionRow[];
