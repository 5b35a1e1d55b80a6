export type CommandName =
  | 'wizard'
  | 'generate'
  | 'build'
  | 'push'
  | 'apply'
  | 'patch'
  | 'watch'
  | 'status'
  | 'verify'
  | 'undo'
  | 'presets'
  | 'presets show'
  | 'presets save'
  | 'presets delete'
  | 'presets import'
  | 'presets export'
  | 'tools'
  | 'latest'
  | 'schema'
  | 'completion'
  | 'help';

export interface CommandRow {
  readonly name: CommandName;
  /** What stands behind `delegate-tui` in the usage text. */
  readonly synopsis: string;
  /** One sentence without a full stop. */
  readonly help: string;
  /** Fewest and most words behind the command. */
  readonly operands: readonly [number, number];
  /** Which flags it takes: every answer, these answers, or none. */
  readonly answers: 'all' | 'none' | readonly string[];
}

/** Every command, in the order of the usage text. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'wizard',
    synopsis: '[--file FILE] [FLAGS]',
    help: 'Open the wizard; flags and --preset fill it in. Without a terminal: the same as generate',
    operands: [0, 0],
    answers: 'all',
  },
  {
    name: 'generate',
    synopsis: 'generate --output DIR [--file FILE] [FLAGS]',
    help: 'Write the files without asking',
    operands: [0, 0],
    answers: 'all',
  },
  {
    name: 'build',
    synopsis: 'build --output DIR [--image REGISTRY/PATH:TAG] [--preset NAME|FILE] [FLAGS]',
    help: 'Build the image of DIR with docker, podman or buildah, and let it run its tools; with a preset or answers, make the files first',
    operands: [0, 0],
    answers: 'all',
  },
  {
    name: 'push',
    synopsis: 'push --output DIR [--image REGISTRY/PATH:TAG] [--pin-digest]',
    help: 'Let the built image run its tools, push it with the login of the builder, and read back its digest',
    operands: [0, 0],
    answers: 'none',
  },
  {
    name: 'apply',
    synopsis: 'apply [--context NAME] [--yes] [--output DIR] [--file MANIFEST] [FLAGS]',
    help: 'Write the files, or take those of DIR or --file, apply them to a cluster and watch the rollout to its end',
    operands: [0, 0],
    answers: 'all',
  },
  {
    name: 'patch',
    synopsis: 'patch FILE|- [--image REGISTRY/PATH:TAG] [--check] [--output FILE] [FLAGS]',
    help: 'Edit a delegate manifest that you have, Helm values or Terraform: your image in, auto-upgrade off, removed API versions raised, and not another byte; shows each edit, why, and the diff',
    operands: [1, 1],
    answers: [
      'base.version',
      'image.registry',
      'image.host',
      'image.repository',
      'image.tag',
      'image.digest',
      'image.account',
      'image.region',
      'image.project',
      'image.pullSecret',
      'cluster.type',
      'delegate.accountId',
      'delegate.managerUrl',
      'delegate.token.from',
      'delegate.token.secretName',
      'delegate.replicas',
      'delegate.cpu',
      'delegate.memory',
      'delegate.securityContext',
    ],
  },
  {
    name: 'watch',
    synopsis: 'watch --last | --run ID | --context NAME --namespace NAME --name NAME',
    help: 'Come back to a rollout and watch it to its end',
    operands: [0, 0],
    answers: ['delegate.namespace', 'delegate.name'],
  },
  {
    name: 'status',
    synopsis: 'status --context NAME [--namespace NAME] [--name NAME] [--preset FILE | --output DIR]',
    help: 'Look at a delegate once, however it was installed: rollout, image, auto-upgrade; without --name list those of the namespace',
    operands: [0, 0],
    answers: ['delegate.namespace', 'delegate.name'],
  },
  {
    name: 'verify',
    synopsis:
      'verify (--context NAME | --practice) (--output DIR | --namespace NAME --name NAME [--preset FILE])',
    help: 'Prove that a running delegate works: run its tools in the pod, and look for its registration in the log and, with an API key in HARNESS_PLATFORM_API_KEY or HARNESS_API_KEY, in Harness',
    operands: [0, 0],
    answers: ['delegate.namespace', 'delegate.name', 'delegate.accountId', 'delegate.managerUrl'],
  },
  {
    name: 'undo',
    synopsis: 'undo [--last | --run ID] [--yes]',
    help: 'Take back what was applied last, or by a run that is named: what was changed is as before, what was created is deleted',
    operands: [0, 0],
    answers: 'none',
  },
  {name: 'presets', synopsis: 'presets', help: 'List the presets', operands: [0, 0], answers: 'none'},
  {
    name: 'presets show',
    synopsis: 'presets show NAME',
    help: 'Print a preset',
    operands: [1, 1],
    answers: 'none',
  },
  {
    name: 'presets save',
    synopsis: 'presets save NAME [FLAGS]',
    help: 'Save the answers given by --preset and flags under a name',
    operands: [1, 1],
    answers: 'all',
  },
  {
    name: 'presets delete',
    synopsis: 'presets delete NAME',
    help: 'Delete a preset that you saved',
    operands: [1, 1],
    answers: 'none',
  },
  {
    name: 'presets import',
    synopsis: 'presets import FILE [NAME]',
    help: 'Check a preset file and save it; the name is the file’s when not given',
    operands: [1, 2],
    answers: 'none',
  },
  {
    name: 'presets export',
    synopsis: 'presets export NAME FILE',
    help: 'Copy a preset to a file, to share it',
    operands: [2, 2],
    answers: 'none',
  },
  {
    name: 'tools',
    synopsis: 'tools',
    help: 'List the tools and their known versions',
    operands: [0, 0],
    answers: 'none',
  },
  {
    name: 'latest',
    synopsis: 'latest --account-id ID [--manager-url URL]',
    help: 'Ask Harness for the newest delegate version of your account; the API key comes from HARNESS_PLATFORM_API_KEY or HARNESS_API_KEY',
    operands: [0, 0],
    answers: ['delegate.accountId', 'delegate.managerUrl'],
  },
  {
    name: 'schema',
    synopsis: 'schema',
    help: 'Print the JSON Schema of preset files',
    operands: [0, 0],
    answers: 'none',
  },
  {
    name: 'completion',
    synopsis: 'completion bash|zsh|fish',
    help: 'Print a completion script. Load it in ~/.bashrc or ~/.zshrc with: source <(delegate-tui completion bash), or zsh; with fish: delegate-tui completion fish > ~/.config/fish/completions/delegate-tui.fish',
    operands: [1, 1],
    answers: 'none',
  },
  {
    name: 'help',
    synopsis: 'help [COMMAND]',
    help: 'Explain a command and its flags',
    operands: [0, 2],
    answers: 'none',
  },
];

/** The row of a command; every name of `CommandName` has one. */
export function commandRow(name: CommandName): CommandRow {
  return COMMANDS.find((row) => row.name === name) as CommandRow;
}
