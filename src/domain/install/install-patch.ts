import type {PatchEdit} from '../patch/patch-types.ts';
import type {Problem, Severity} from '../problem.ts';

/** What the reader of a values file or a Terraform file should know. */
export interface InstallFinding {
  /** Stable word for tests and `--json`. */
  readonly code: string;
  /** `error`: a wish is not met. */
  readonly severity: Severity;
  readonly where: PatchEdit['where'];
  /** One sentence that ends with what to do. */
  readonly message: string;
}

/** What a patch would do to a values file or a Terraform file; the same form as that of a manifest. */
export type InstallPatch =
  | {
      readonly state: 'planned';
      /** The name is empty where the file gives none; the namespace stands in no such file for sure. */
      readonly delegate: {readonly name: string; readonly namespace: string};
      readonly edits: readonly PatchEdit[];
      /** Wishes that cannot be met: then there are no edits, and the text is as it was. */
      readonly blocked: readonly Problem[];
      readonly findings: readonly Problem[];
      /** The text with the edits, every other byte as it was. */
      readonly text: string;
    }
  /** No such file. */
  | {readonly state: 'foreign'; readonly problem: Problem}
  /** Several delegates, and none or another one was named. */
  | {readonly state: 'choose'; readonly names: readonly string[]; readonly problem: Problem};

/** A finding as a problem of the command. */
export const asProblem = ({code, severity, where, message}: InstallFinding): Problem => ({
  field: [where.kind, where.name, where.field].filter(Boolean).join(' '),
  code,
  severity,
  message,
  source: {file: where.file, line: where.line, column: 1},
});

/** Why an edit is made, in both kinds of file; the key is the code of the edit. */
export const EDIT_REASONS = {
  image: 'Your image, with your tools.',
  'pull-policy': 'You asked for it.',
  upgrader: 'The upgrader would put Harness’s image in the place of yours, without your tools.',
  'pull-secret': 'The nodes sign in to the registry with it.',
  replicas: 'You asked for it.',
  resources: 'You asked for it.',
  'security-context': 'You asked for it.',
  'account-id': 'It was empty or a placeholder.',
  'manager-url': 'It was empty or a placeholder.',
  token: 'The token was empty or a placeholder.',
  'token-secret': 'The token is read from that Secret.',
} as const;

export type EditCode = keyof typeof EDIT_REASONS;

/** Stands for a value that is not shown. */
export const HIDDEN = 'hidden';

/** Several delegates stand in a file, or none has the name that was given. */
export const chooseOne = ({
  names,
  file,
  isNamed,
}: {
  readonly names: readonly string[];
  readonly file: string;
  readonly isNamed: boolean;
}): InstallPatch => ({
  state: 'choose',
  names,
  problem: {
    field: 'delegate',
    code: isNamed ? 'no-such-delegate' : 'several-delegates',
    severity: 'error',
    message: isNamed
      ? `the file holds no such delegate, but ${names.join(', ')}; name one of them`
      : `the file holds several delegates, ${names.join(', ')}; name the one to patch`,
    flag: '--delegate',
    source: {file, line: 1, column: 1},
  },
});

/** A file that nothing can be patched in. */
export const foreignFile = ({
  file,
  line = 1,
  code,
  message,
}: {
  readonly file: string;
  readonly line?: number;
  readonly code: string;
  readonly message: string;
}): InstallPatch => ({
  state: 'foreign',
  problem: {field: file, code, severity: 'error', message, source: {file, line, column: 1}},
});
