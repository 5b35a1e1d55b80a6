import type {RunResult} from '../run.ts';
import type {KubectlFailure} from './classify-error.ts';

/** Why a command could not be run in a container, beyond what every call of kubectl may meet. */
export type ExecFailureKind =
  | 'no-permission'
  | 'gone'
  | 'no-container'
  | 'no-shell'
  | 'time-limit'
  | 'no-stream'
  | 'kubelet';

export interface ExecFailure {
  readonly kind: ExecFailureKind | KubectlFailure['kind'];
  /** One plain sentence. */
  readonly message: string;
  readonly next: string;
}

interface Row extends ExecFailure {
  readonly kind: ExecFailureKind;
  readonly pattern: RegExp;
}

/** The first row that fits counts. Patterns meet texts of kubectl, the API server, containerd and CRI-O. */
const ROWS: readonly Row[] = [
  {
    kind: 'no-permission',
    pattern: /cannot (?:create|get) resource "pods\/exec"|pods\/exec.*forbidden|pods "[^"]*" is forbidden/i,
    message: 'You may not run commands in pods of this namespace.',
    next: 'Ask an administrator for create and get on pods/exec, or run the validation pipeline in Harness instead.',
  },
  {
    kind: 'no-shell',
    pattern:
      /exec: [`"']?(?:\/bin\/)?sh[`"']?: (?:executable file not found|no such file|stat )|executable file [`"']?(?:\/bin\/)?sh[`"']? not found|"(?:\/bin\/)?sh": (?:executable file not found|no such file|stat .*no such file)/,
    message: 'The container has no sh, so nothing can be run in it.',
    next: 'Build the image on an image of Harness, which has one.',
  },
  {
    kind: 'gone',
    pattern: /pods? "[^"]*" not found|cannot exec in(?:to)? a (?:container in a )?completed pod|deleted pod/,
    message: 'The pod is gone: it was replaced while it was looked at.',
    next: 'Wait until the rollout is complete, then verify again.',
  },
  {
    kind: 'no-container',
    pattern:
      /container (?:not found|.* is not valid for pod|.* not found in pod)|container .* is not running|task .* not found/,
    message: 'The container of the delegate does not run in that pod.',
    next: 'Look at the rollout with npx delegate-tui status, then verify again.',
  },
  {
    kind: 'kubelet',
    pattern: /error dialing backend|No agent available|dial tcp [^ ]+:10250/,
    message: 'The cluster cannot reach the node of the pod to run a command there.',
    next: 'Ask who runs the cluster: the API server must reach port 10250 of its nodes.',
  },
  {
    kind: 'no-stream',
    pattern:
      /unable to upgrade connection|[Uu]pgrade request required|bad handshake|websocket: |error sending request|protocol .*not supported|error reading from error stream|stream error/,
    message: 'A proxy or gateway between you and the cluster does not let a command session through.',
    next: 'It must let WebSocket upgrades through; from another network it may work, or run the validation pipeline in Harness.',
  },
];

const TIME_LIMIT: ExecFailure = {
  kind: 'time-limit',
  message: 'The command in the pod did not end in time.',
  next: 'Give it longer with --timeout, or look whether the node is overloaded.',
};

const ENDED = /command terminated with exit code (\d+)/;

/** Exit code of the command inside the container, when kubectl says that it ended with one. */
export const codeInside = (result: Pick<RunResult, 'ok' | 'end' | 'stderr'>): number | undefined => {
  if (result.ok) return 0;
  const code = result.end === 'exited' ? ENDED.exec(result.stderr)?.[1] : undefined;
  return code === undefined ? undefined : Number(code);
};

/** Why a command could not be run; `otherwise` is what any call of kubectl would be told. */
export function execFailure(
  result: Pick<RunResult, 'end' | 'stderr'>,
  otherwise: Pick<KubectlFailure, 'kind' | 'message' | 'next'>,
): ExecFailure {
  if (result.end === 'timeout') return TIME_LIMIT;
  const row = result.end === 'exited' ? ROWS.find(({pattern}) => pattern.test(result.stderr)) : undefined;
  const {kind, message, next} = row ?? otherwise;
  return {kind, message, next};
}
