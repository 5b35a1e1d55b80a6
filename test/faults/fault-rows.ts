/**
 * Where a test looks: through the screens, through the lines of a command, through one engine whose events both
 * fronts show (`both`), or at the rules and services that both are built on (`rules`).
 */
export type Front = 'screens' | 'lines' | 'both' | 'rules';

/** A test, by its file below `test` and its name. A name that ends with `…` begins so. */
export type FaultTest = readonly [front: Front, file: string, name: string];

export interface FaultRow {
  readonly fault: string;
  /** What happens then. */
  readonly expected: string;
  readonly tests: readonly FaultTest[];
}

export interface FaultGroup {
  readonly title: string;
  readonly rows: readonly FaultRow[];
}

const CLUSTER = 'e2e/deploy-cluster.test.ts';
const LINE = 'e2e/deploy-line.test.ts';
const SCREENS = 'e2e/deploy-screens.test.ts';
const HEADLESS = 'e2e/deploy-headless.test.ts';
const PTY = 'e2e/pty-deploy.test.ts';
const PREFLIGHT = 'faults/preflight-faults.test.ts';
const LOCAL = 'faults/local-faults.test.ts';
const SIGNALS = 'faults/signals.test.ts';
const DISK = 'faults/small-disk.test.ts';
const KILLED = 'faults/killed-while-writing.test.ts';
const HOSTILE = 'faults/hostile-screen.test.ts';
const CRASH = 'faults/crash.test.ts';
const LOGIN = 'faults/login-plugin.test.ts';
const SHOWN = 'faults/shown-in-both.test.ts';
const WRITE = 'services/write-files.test.ts';
const COMPARE = 'services/compare-files.test.ts';
const PREFERENCES = 'services/preferences.test.ts';
const FIND = 'services/kubectl/find-kubectl.test.ts';
const APPLY = 'services/kubectl/apply.test.ts';
const WATCH = 'services/kubectl/watch.test.ts';
const WATCH_FAULTS = 'services/kubectl/watch-faults.test.ts';
const FAILURES = 'services/kubectl/classify-error.test.ts';
const KUBECTL = 'e2e/deploy-kubectl.test.ts';
const PHASE = 'domain/rollout/rollout-phase.test.ts';
const VERDICT = 'domain/rollout/rollout-verdict.test.ts';
const FINDINGS = 'domain/rollout/findings.test.ts';
const PODS = 'domain/rollout/pod-rows.test.ts';

/** A practice scenario is a test of each front. */
const scenario = (name: string): readonly FaultTest[] => [
  ['screens', SCREENS, name],
  ['lines', CLUSTER, name],
];
const line = (name: string): readonly FaultTest[] => [
  ['screens', SCREENS, name],
  ['lines', LINE, name],
];
/** Every row of the table of findings is shown in both fronts by one test. */
const SHOWN_FINDINGS: FaultTest = [
  'both',
  SHOWN,
  'every finding is told with its name and what to do, in lines and on the screen',
];
const findings = (...names: readonly string[]): readonly FaultTest[] =>
  names.map((name) => ['rules', FINDINGS, `${name}: …`]);

const LOCAL_ROWS: readonly FaultRow[] = [
  {
    fault: 'The output directory is not writable, missing, or a file',
    expected: 'Told before anything is written; another directory can be chosen; nothing is half written',
    tests: [
      [
        'both',
        LOCAL,
        'an output directory that is a file, or has too long a name, is told before anything is written, in both fronts',
      ],
      [
        'screens',
        'wizard/review.test.ts',
        'review: trouble with the directory is told once, and Enter leads to its row',
      ],
      [
        'rules',
        COMPARE,
        'blocked: the directory may not be written to; what is up to date needs no permission',
      ],
      [
        'rules',
        COMPARE,
        'the output directory may be a link, may be missing, and may have missing directories above it',
      ],
    ],
  },
  {
    fault: 'The disk is full, or the quota is used up',
    expected:
      'All files are new or all are as they were; hidden files are gone; path and free space, or the quota, are told',
    tests: [
      [
        'rules',
        DISK,
        'full at any moment of the set: everything new or everything as it was, and how much is free is told',
      ],
      ['rules', DISK, 'no room for another name: as full, and no directory is left'],
      ['lines', DISK, 'the program says so, ends with 1, and leaves the files of before'],
      ['lines', DISK, 'read-only: told before anything is written, and as a reason'],
      ['rules', DISK, 'preferences and run records cost one sentence or reason there, and never the work'],
      [
        'screens',
        'wizard/review.test.ts',
        'review: a write that fails with … is told, the disk is looked at again, and Enter tries again',
      ],
    ],
  },
  {
    fault: 'A link stands where a file is to be written',
    expected: 'It is told with where it leads, and never followed; the file can be written beside it',
    tests: [
      ['rules', COMPARE, 'blocked: a link'],
      ['lines', 'cli/cli.test.ts', 'what cannot be replaced stops everything'],
      ['rules', WRITE, 'a link at the place of a file is never followed'],
      ['rules', WRITE, 'nothing is written through a link in the path, also not beside'],
      [
        'screens',
        'wizard/review.test.ts',
        'review: a file in the way keeps Enter from writing until something is chosen for it',
      ],
    ],
  },
  {
    fault: 'A file is there already',
    expected:
      'A choice for each file: keep, overwrite with a backup, write beside; the same content is left alone',
    tests: [
      ['screens', 'e2e/pty-wizard.test.ts', 'an edited file is kept, and the review says so first'],
      ['lines', 'cli/cli.test.ts', 'an edited file with --existing …'],
      ['rules', WRITE, 'edited: backed up and replaced when chosen'],
      [
        'rules',
        'services/never-lose-edits.test.ts',
        'whatever is there and whatever is chosen, no edit is lost and nothing hidden is left',
      ],
    ],
  },
  {
    fault: 'A pipe, a device or a directory stands where a file is to be written',
    expected: 'Refused',
    tests: [
      ['rules', COMPARE, 'blocked: a pipe'],
      ['rules', COMPARE, 'blocked: a directory'],
      ['rules', WRITE, 'what is blocked stops everything, unless it is kept or written beside'],
      ['lines', 'cli/cli.test.ts', 'what cannot be replaced stops everything'],
      [
        'screens',
        'wizard/review.test.ts',
        'review: a file in the way keeps Enter from writing until something is chosen for it',
      ],
    ],
  },
  {
    fault: 'A file name leaves its directory, is too long or odd',
    expected: 'Refused with the rule',
    tests: [
      ['rules', COMPARE, 'the path "../x" is refused'],
      ['rules', WRITE, 'a name that is too long is told'],
      [
        'both',
        LOCAL,
        'an output directory that is a file, or has too long a name, is told before anything is written, in both fronts',
      ],
      ['rules', 'services/presets.test.ts', 'the name … is refused'],
      ['lines', 'cli/cli.test.ts', 'presets are saved, listed, shown, exported, imported and deleted'],
      ['screens', 'wizard/review.test.ts', 'review: answers are saved as a preset under a name'],
    ],
  },
  {
    fault: 'There is no home, or it belongs to somebody else',
    expected: 'Everything works without what would be remembered, and costs one sentence',
    tests: [
      ['both', LOCAL, 'without a home everything works, and costs one sentence'],
      ['rules', PREFERENCES, 'a directory that may not be written to costs a notice, and can still be read'],
      ['rules', 'services/run-record.test.ts', 'a run that cannot be saved has a reason'],
    ],
  },
  {
    fault: 'Saved preferences are broken, huge, newer, empty or a link',
    expected: 'They are kept aside, and the program goes on without them',
    tests: [
      ['both', LOCAL, 'preferences that are broken are kept aside, and both fronts go on without them'],
      ['rules', PREFERENCES, 'a store with … is kept aside, by reading and by writing'],
      ['rules', PREFERENCES, 'values that a later version may add are passed over'],
      ['rules', PREFERENCES, 'a store that is a link stays one'],
    ],
  },
  {
    fault: 'Two of it run at once',
    expected:
      'Files and preferences are whole and those of one of them; of two applies the first is told that it was overtaken',
    tests: [
      [
        'lines',
        KILLED,
        'two runs at once: every file is that of one of them, whole, and nothing hidden is left',
      ],
      ['rules', LOCAL, 'preferences that several write at once are whole, and those of one of them'],
      ['rules', WRITE, 'what changed since the comparison stops everything'],
      ['both', SHOWN, 'changed by another run of this program, before ours was ever seen'],
      ['rules', PHASE, 'another run of ours, before our own generation was seen: …'],
      ['rules', 'deploy/applied-facts.test.ts', 'read back after an apply: …'],
      ...scenario('superseded'),
    ],
  },
  {
    fault: 'The terminal is tiny, or changes its size all the time',
    expected:
      'Nothing throws; below the least size the phase and the verdict are shown; a larger window gets the whole frame again',
    tests: [
      [
        'screens',
        'ui/layout.test.ts',
        'any screen at any size stays inside its budget, with the focus visible',
      ],
      [
        'screens',
        'e2e/pty-resize.test.ts',
        'after many sizes while typing, the screen at …x… is that of a new start',
      ],
      ['screens', 'e2e/pty-wizard.test.ts', 'the window may change its size at any time'],
      [
        'screens',
        'ui/deploy-frames.test.tsx',
        'a doomed rollout at … says how it stands, and the size that is needed',
      ],
    ],
  },
  {
    fault: 'Input or output is no terminal, or CI is set',
    expected:
      'Nothing is asked: what is missing is named at once, code 2, with the reason where it is CI; lines without terminal sequences',
    tests: [
      [
        'lines',
        'e2e/headless.test.ts',
        'without a terminal and without answers everything missing is named, and nothing is written',
      ],
      ['lines', HEADLESS, 'what a run lacks is said, and nothing is changed'],
      [
        'lines',
        LOCAL,
        'a terminal at one end alone is none, nor are two with CI set: nothing is asked, and nothing is drawn',
      ],
      ['screens', 'e2e/pty-wizard.test.ts', 'frames come also where variables for others are set'],
    ],
  },
  {
    fault: 'TERM=dumb or not set, NO_COLOR or FORCE_COLOR',
    expected:
      'Plain prompts, line by line and without any sequence, where the terminal knows none; no colour where none is wanted, and nothing is told by colour alone',
    tests: [
      [
        'screens',
        LOCAL,
        'a terminal that can nothing gets lines, one prompt after another, to written files',
      ],
      ['screens', LOCAL, 'without TERM a rollout is told in lines, and nothing is taken back'],
      [
        'screens',
        'ui/frame-writer.test.ts',
        'where the terminal obeys nothing, what is new is added, and nothing is taken back',
      ],
      [
        'screens',
        'ui/theme.test.ts',
        'lines alone where the terminal obeys nothing; on Windows no TERM means nothing',
      ],
      ['screens', SHOWN, 'nothing is told by colour alone: without colours each tone has a sign of its own'],
      ['screens', 'ui/theme.test.ts', 'FORCE_COLOR=0: …'],
      [
        'lines',
        LOCAL,
        'a terminal at one end alone is none, nor are two with CI set: nothing is asked, and nothing is drawn',
      ],
      ['screens', 'ui/frames.test.tsx', 'no colour in any frame with NO_COLOR; bold and inverse may stay'],
    ],
  },
  {
    fault: 'A locale without UTF-8',
    expected: 'Signs of ASCII; what is typed or pasted is kept whole; widths of names stay right',
    tests: [
      [
        'screens',
        'e2e/pty-wizard.test.ts',
        'NO_COLOR and LANG=C: no colour and nothing but ASCII, and what is typed or pasted is kept whole',
      ],
      ['lines', LOCAL, 'in a locale without UTF-8 lines have signs of ASCII, and files what was typed'],
      ['rules', 'domain/text.test.ts', 'ASCII alone: …'],
      ['screens', 'ui/frames.test.tsx', '… in ASCII has no character that needs a font'],
      ['screens', 'ui/cells.test.ts', 'widths of common characters are those that Ink counts'],
    ],
  },
  {
    fault: 'Output is closed: a reader leaves, a connection drops',
    expected: 'Nothing is said about it; children are gone; the run can be come back to',
    tests: [
      [
        'lines',
        LOCAL,
        'a reader that leaves during a watch ends no work, nothing is said about it, and no child is left',
      ],
      [
        'lines',
        PTY,
        'watching in lines: a terminal that is gone leaves no child, and a rollout to come back to',
      ],
      ['lines', 'e2e/headless.test.ts', 'a reader that leaves early ends the output silently'],
      ['screens', PTY, 'watching: a lost connection leaves no child, and a rollout to come back to'],
    ],
  },
  {
    fault: 'A signal, in every phase',
    expected:
      'The terminal is as before, no child is left, files are whole, the exit code is that of the signal; an apply goes on. Ctrl+C in the questions asks first where answers would be lost',
    tests: [
      [
        'screens',
        'wizard/navigation.test.ts',
        'navigation: with answers that would be lost Ctrl+C asks, and … leaves',
      ],
      [
        'screens',
        'e2e/pty-wizard.test.ts',
        'Ctrl+C asks about answers that would be lost; again, it leaves with 130, restores the terminal and writes nothing…',
      ],
      ...[
        'the questions',
        'the writing of files',
        'the build of the image',
        'the screens of a build',
        'the checks',
        'the apply',
        'the watch',
        'the undo',
        'a login that has the terminal',
      ].map((phase): FaultTest => [
        'screens',
        SIGNALS,
        `… in ${phase}: the terminal is as before, no child is left, …`,
      ]),
      ['lines', 'faults/signals-in-lines.test.ts', '… in the undo: told truly, no child is left, …'],
      ['lines', HEADLESS, 'SIGTERM in the preflight changes nothing'],
      ['lines', HEADLESS, 'SIGTERM in the watch leaves the rollout alone, and watch comes back to it'],
      ['lines', HEADLESS, 'SIGKILL in the apply leaves without a word or a file, and the apply goes on'],
      ['lines', HEADLESS, 'ctrl+c twice in the apply stops waiting, and the apply goes on'],
      ['lines', KILLED, 'before every call: each file is old or new, whole, and the next run says which'],
      ['rules', KILLED, 'hidden files of a killed run go with a later one, those of a running one stay'],
    ],
  },
  {
    fault: 'An error of ours while drawing',
    expected:
      'The terminal is as before, no child is left, what was applied is told; what broke is written down without secrets',
    tests: [
      [
        'screens',
        CRASH,
        'in the background of a watch: the terminal is as before, no child is left, what was applied is told',
      ],
      ['screens', CRASH, 'while drawing, in the middle of an apply: that goes on, and how far it is is told'],
      ['lines', CRASH, 'in lines, after the apply: no child is left, what was applied is told'],
      ['lines', CRASH, 'in lines, in the middle of an apply: that goes on, and how far it is is told'],
      ['rules', 'domain/crash-text.test.ts', 'no credential is written down, wherever an error has it'],
      [
        'screens',
        'ui/tui.test.tsx',
        'what goes wrong while drawing restores the terminal and says what to do',
      ],
    ],
  },
  {
    fault: 'kubectl is missing, may not be run, is for another machine, or does not work',
    expected:
      'Files are written all the same; it says how to install kubectl, and the command to run elsewhere',
    tests: [
      ['screens', PTY, 'no kubectl: the files are written, and it says how to get it'],
      ['both', PTY, 'no kubectl: undo and watch say so as they do without a terminal, and end with 3'],
      ['rules', FIND, 'a kubectl that is not executable'],
      [
        'lines',
        HEADLESS,
        'no kubectl, no kubeconfig, no such context: told before a file is written, alike in all commands',
      ],
      ...['no kubectl', 'a kubectl that may not be run', 'a kubectl for another machine'].map(
        (what): FaultTest => [
          'lines',
          HEADLESS,
          `${what}: apply writes the files, and says how to get it and what to run elsewhere`,
        ],
      ),
      ['rules', FIND, 'a kubectl that is made for another machine'],
      ['rules', FIND, 'none at all, or only one in the directory we work in'],
    ],
  },
  {
    fault: 'kubectl is much older or newer than the server',
    expected: 'A warning, and it goes on',
    tests: [
      ['both', PREFLIGHT, 'a kubectl that is much older than the server is a warning, and it goes on'],
      ['both', PREFLIGHT, 'a kubectl that is much newer than the server is a warning, and it goes on'],
      ['lines', 'e2e/kubectl-minors.test.ts', '… plays …'],
    ],
  },
  {
    fault: 'kubectl hangs, prints nothing, too much, no JSON, or warnings',
    expected:
      'It is ended when its time is over; nothing odd is ever read as an empty cluster; warnings are no failure',
    tests: [
      ['rules', 'services/run.test.ts', 'a time limit ends the whole family, also who ignores the request'],
      ['rules', 'services/run.test.ts', 'too much output ends it'],
      ['rules', APPLY, 'a version that is half an object is no server'],
      ['rules', APPLY, 'a failed call with a valid empty list is not "nothing there"'],
      ['rules', WATCH, 'a failed list is never an empty one'],
      ['rules', WATCH_FAULTS, 'what is no whole list is never read as an empty cluster'],
      ['both', PREFLIGHT, 'what a webhook adds is in the changes, and what the server warns of is listed'],
      ['rules', FIND, 'its absolute path and its version; warnings on stderr are no failure'],
    ],
  },
  {
    fault: 'The clock is wrong or jumps, or the machine sleeps',
    expected:
      'Ages go by the server’s clock; patience does not run out in sleep; after more than 30 s of it everything is read anew',
    tests: [
      ['both', SHOWN, 'ages are those of the server’s clock, whatever the clock of this machine says'],
      ['both', SHOWN, 'everything is read anew after a sleep: nothing is judged meanwhile'],
      [
        'rules',
        WATCH,
        'after a sleep of more than 30 s every kind is listed anew; a clock that jumps less, or back, costs nothing',
      ],
      ['rules', VERDICT, 'budgets stand still while nothing is heard, and while the machine sleeps'],
      ['rules', VERDICT, 'time that goes back or is none is passed over'],
      ['rules', PODS, 'ages are by the server clock, whatever ours says'],
    ],
  },
  {
    fault: 'A token is pasted with blanks, quotes or a line end, or encoded twice',
    expected: 'Blanks and quotes are cut, and all but blanks is told; it is never drawn',
    tests: [
      ['screens', 'wizard/forms.test.ts', 'delegate: a token that is …'],
      [
        'screens',
        'wizard/forms.test.ts',
        'delegate: the token is asked for only where a file holds it, and is never drawn',
      ],
      ['lines', 'cli/cli.test.ts', 'a token …'],
      [
        'rules',
        'domain/token.test.ts',
        'any token is recognised in each of its forms, and its value is what the delegate takes',
      ],
      ['rules', 'domain/token.test.ts', 'token: quotes, …'],
    ],
  },
];

const CLUSTER_ROWS: readonly FaultRow[] = [
  {
    fault: 'No kubeconfig, no current context, a list with missing or broken files',
    expected:
      'Contexts are listed; a missing file is named; a broken one or one that cannot be opened is named, with its line, and has to be mended first; nobody falls back to localhost',
    tests: [
      [
        'lines',
        HEADLESS,
        'no kubectl, no kubeconfig, no such context: told before a file is written, alike in all commands',
      ],
      [
        'screens',
        'wizard/deploy/target.test.ts',
        'target: asks kubectl at once, and the list always ends with the practice cluster',
      ],
      ['screens', 'deploy-front/targets.test.ts', 'no current context: all are listed'],
      ['screens', 'deploy-front/targets.test.ts', 'a file that is not there is named, and the others count'],
      ['screens', 'deploy-front/targets.test.ts', 'a broken file is named with its line, and what to do'],
      ['screens', 'deploy-front/targets.test.ts', 'a file that cannot be opened is named, and what to do'],
      ['screens', 'deploy-front/targets.test.ts', 'no cluster at all is said, and nobody looks at localhost'],
      [
        'both',
        PREFLIGHT,
        'a kubeconfig without a current context, beside a file that is not there: it is named, and the checks go on',
      ],
      ['rules', FIND, 'a list of files: a missing one is named, the others count'],
      ['rules', FIND, 'a broken file is named with its line'],
      ['rules', FIND, 'no configuration at all is said, and nobody looks at localhost'],
    ],
  },
  {
    fault: 'Another shell changes the context between preview and apply',
    expected: 'Refused; nothing is applied',
    tests: [
      [
        'both',
        PREFLIGHT,
        'a context that another shell changes after the preview is refused before the apply',
      ],
      ['rules', KUBECTL, 'a changed context is refused'],
    ],
  },
  {
    fault: 'The API cannot be reached: refused, DNS, TLS, a proxy, a captive portal',
    expected: 'One sentence that says which, with what to do; the words of kubectl on demand',
    tests: [
      ['both', PREFLIGHT, 'a proxy that answers with its own page is told in one sentence with what to do'],
      [
        'both',
        PREFLIGHT,
        'a page that asks to log in to the network is told in one sentence with what to do',
      ],
      ['both', PREFLIGHT, 'a server that is not ready is told in one sentence with what to do'],
      ['both', SHOWN, 'the API cannot be reached: …'],
      [
        'screens',
        'wizard/deploy/rollout.test.ts',
        'preflight: a run that cannot begin stays at the checks, and r tries again',
      ],
      ['rules', FAILURES, 'dns: …'],
      ['rules', FAILURES, 'tls: …'],
    ],
  },
  {
    fault: 'The login expires at the start, in the apply, in the watch',
    expected:
      'Somebody is asked to log in, once, and what became of the objects is read back then; without a login it is called not known',
    tests: [
      ['both', PREFLIGHT, 'a login that has expired at the start is asked for, and the checks begin anew'],
      [
        'both',
        PREFLIGHT,
        'a login that expires in the middle: what became of the objects is not known, and that is said',
      ],
      [
        'both',
        PREFLIGHT,
        'a login that expires in the middle and is renewed: what became of each object is read back and told',
      ],
      ...line('token-expired-401'),
      ['rules', WATCH, 'a login that runs out is asked for once, and the watch goes on where it was'],
    ],
  },
  {
    fault: 'The login plugin is missing, asks, hangs, fails or makes noise',
    expected:
      'It says how to install it; the terminal is handed over; whatever hangs is ended with its children; noise is shown only where it fails',
    tests: [
      ['both', LOGIN, 'that is missing is named, with how to install it, in both fronts'],
      ['both', LOGIN, 'that wants to ask something gets somebody who answers, in both fronts'],
      [
        'both',
        LOGIN,
        'that fails is told in one sentence; what it said is there for those who want it, in both fronts',
      ],
      [
        'both',
        LOGIN,
        'that hangs is told in both fronts with its last words, and a login is what may mend it',
      ],
      ['both', LOGIN, 'that works and makes noise is heard nowhere, in both fronts'],
      ['screens', PTY, 'a login that wants the terminal gets it, and the checks go on'],
      ['rules', WATCH_FAULTS, 'a login plugin that hangs is ended, and somebody is asked to log in'],
      ['rules', WATCH_FAULTS, 'a login plugin that fails'],
      ['rules', FAILURES, 'exec-plugin-missing: …'],
    ],
  },
  {
    fault: 'Forbidden: to apply, to watch, to read pods, events or logs',
    expected: 'Told before consent; what can be seen less is said',
    tests: [
      [
        'both',
        PREFLIGHT,
        'what may not be applied is refused with the verb and the object, and nothing is asked',
      ],
      [
        'both',
        PREFLIGHT,
        'a Deployment that may not be followed and reasons that may not be read are warnings',
      ],
      ...line('forbidden-pods'),
      ...line('forbidden-events'),
      ['rules', WATCH, 'a watch that is forbidden is replaced by lists; a list that is forbidden is said'],
    ],
  },
  {
    fault: 'A ClusterRoleBinding may not be made',
    expected: 'Told before consent; permissions inside the namespace are offered, or an administrator',
    tests: [['both', PREFLIGHT, 'a role that may not be bound offers permissions inside the namespace']],
  },
  {
    fault: 'The namespace is missing or going; an object belongs to another tool',
    expected:
      'It is created if the manifest has it, else the command is told; a namespace that goes is refused with what holds it up; owners are named',
    tests: [
      [
        'both',
        PREFLIGHT,
        'a namespace that is missing is in the preview where the manifest has it, else how to make it is told',
      ],
      ['both', PREFLIGHT, 'a namespace that is going is refused with what holds it up'],
      ['both', PREFLIGHT, 'an object that another tool looks after is named with its owner'],
      ['rules', KUBECTL, 'what a preflight refuses'],
    ],
  },
  {
    fault: 'Admission: a webhook denies, is down or changes objects; Pod Security; warnings',
    expected:
      'The trial run shows the webhook and its words; changes by others are in the preview; warnings are listed',
    tests: [
      [
        'both',
        PREFLIGHT,
        'an admission webhook that denies an object refuses in the trial, before the apply',
      ],
      ['both', PREFLIGHT, 'an admission webhook that is down refuses in the trial, before the apply'],
      ['both', PREFLIGHT, 'what a webhook adds is in the changes, and what the server warns of is listed'],
      ...scenario('pod-security'),
      ...scenario('openshift-scc'),
      ...scenario('webhook-denies'),
      ...scenario('webhook-unreachable'),
    ],
  },
  {
    fault: 'A quota is used up, or a LimitRange is left, for objects or for pods',
    expected:
      'The trial run shows a quota of objects; for pods the refusal is read from the ReplicaSet, with the bound that is not kept',
    tests: [
      ['both', PREFLIGHT, 'a quota of objects that is used up refuses in the trial, before the apply'],
      ...scenario('quota'),
      SHOWN_FINDINGS,
      ...findings(
        'quota, old pods may make room',
        'quota wants values',
        'LimitRange, one bound',
        'LimitRange, several bounds',
        'LimitRange, a ratio alone, by event',
        'LimitRange, nothing specified',
      ),
    ],
  },
  {
    fault: 'A field that cannot be changed, fields of other managers, a race with somebody',
    expected: 'Told in the trial with the ways out; taken over only with consent; a race is tried once more',
    tests: [
      ['both', PREFLIGHT, 'a field that cannot be changed refuses in the trial, before the apply'],
      [
        'screens',
        PTY,
        'practice: no to the fields of others goes back, step by step, and nothing was applied',
      ],
      [
        'lines',
        HEADLESS,
        'an update is taken back to what was there, and the record knows it without the session',
      ],
      [
        'rules',
        KUBECTL,
        'fields of another manager are taken over only with consent, and an undo gives the old state back',
      ],
      ['rules', APPLY, 'a race with somebody else is tried once more'],
    ],
  },
  {
    fault: 'Only some of the objects are applied',
    expected: 'The end of each is told; code 5; the same apply again does the rest',
    tests: [
      [
        'both',
        PREFLIGHT,
        'three of four objects: each one’s end is told, code 5, and the same apply again does the rest',
      ],
      ['rules', APPLY, 'half-way: what was taken, what not, and what kubectl never said is read back'],
    ],
  },
  {
    fault: 'The API server restarts, is busy or fails during the watch',
    expected:
      'Within ten seconds or so it is told what is silent, for how long and why; nothing is judged, and the watch comes back',
    tests: [
      ...line('too-many-requests-429'),
      ...line('frozen'),
      [
        'lines',
        'cli/deploy-lines.test.ts',
        'a line that breaks for a moment is not worth a word, a long silence is',
      ],
      [
        'screens',
        'wizard/deploy/rollout.test.ts',
        'rollout: a line that is silent is told above all else, until it is heard again or all is over',
      ],
      ['rules', WATCH, 'a frozen server is found out, and said for every stream'],
      [
        'rules',
        WATCH,
        'an error of the server makes the stream stale with a reason, and the watch comes back',
      ],
      [
        'rules',
        'domain/rollout/rollout-properties.test.ts',
        'a silent stream allows no verdict that is good or final',
      ],
    ],
  },
  {
    fault: 'A watch expires, is cut, or ends in the middle of a line',
    expected: 'After one list at most, what is known is exactly what the server has',
    tests: [
      ...line('expired-410'),
      ...line('connection-reset'),
      ...line('truncated-event'),
      ['rules', WATCH_FAULTS, 'knows exactly what the server has, whatever the line does (seed …)'],
      ['rules', WATCH, 'goes on from the last bookmark, not from the list, when the server ends a watch'],
    ],
  },
  {
    fault: 'The image is not there, may not be read, is rate limited, or for another machine',
    expected:
      'The cause is kept while the cluster only says that it waits; each has its own advice; no account is shown',
    tests: [
      ...scenario('image-not-found'),
      ...scenario('image-no-credentials'),
      SHOWN_FINDINGS,
      ...findings('rate', 'network', 'platform'),
      [
        'rules',
        'domain/rollout/finding-evidence.test.ts',
        'what is shown of the cluster is safe to print and without its account',
      ],
    ],
  },
  {
    fault: 'The container crashes, is out of memory, is for another machine, or lacks a Secret or key',
    expected: 'Cause, exit code and the last lines of the log of the run before',
    tests: [
      ...scenario('crash-loop'),
      ...scenario('out-of-memory'),
      ...scenario('exec-format-error'),
      ...scenario('missing-secret'),
      ...scenario('config-error'),
      SHOWN_FINDINGS,
    ],
  },
  {
    fault: 'No node takes the pod; an autoscaler comes or refuses',
    expected: 'Said in words; patience while nodes are made, none when none will come',
    tests: [
      ...scenario('unschedulable'),
      SHOWN_FINDINGS,
      [
        'rules',
        'domain/rollout/narrowed-list.test.ts',
        'a list without ordinary events takes none of them away: a scale-up goes on',
      ],
      ...findings('scaling up', 'no room and no scaling', 'taints and selectors only', 'claim not bound'),
    ],
  },
  {
    fault: 'The progress deadline passes: now, before the apply, or after completion',
    expected: 'Failed, not counted, or complete',
    tests: [
      ...scenario('deadline'),
      ['both', SHOWN, 'the progress deadline passes'],
      ['both', SHOWN, 'a progress deadline that had passed before the apply is not counted'],
      ['both', SHOWN, 'a progress deadline does not matter once it is complete'],
      ['rules', PHASE, 'a deadline that had passed before the apply does not count until it passes again'],
      ['rules', VERDICT, 'complete outweighs findings; failed names the likely cause'],
    ],
  },
  {
    fault: 'The Deployment is paused, scaled to 0, or scaled by others meanwhile',
    expected: 'Each is said; the wanted number is read anew from every event',
    tests: [
      ...scenario('paused'),
      ['both', SHOWN, 'scaled to 0'],
      ['both', SHOWN, 'scaled by others: the wanted number is the new one'],
      ['rules', PHASE, 'scaling by another is no new revision, and the wanted number is read anew'],
      ['rules', 'domain/rollout/recordings.test.ts', 'scaled-to-zero at … ms: …'],
    ],
  },
  {
    fault: 'Somebody deletes, replaces, changes or rolls back the Deployment during the watch',
    expected: 'Deleted; or replaced or overtaken, and by whom; code 9',
    tests: [
      ...scenario('superseded'),
      ['both', SHOWN, 'deleted by somebody'],
      ['both', SHOWN, 'replaced by somebody'],
      ['both', SHOWN, 'replaced by somebody whose name is known'],
      ['both', SHOWN, 'rolled back by somebody'],
      ['rules', PHASE, 'replaced: by whom'],
      ['rules', PHASE, 'superseded: rolled back by somebody else, and by whom'],
      ['rules', PHASE, 'deleted: by event, and by a list without it'],
      ['rules', PHASE, 'another Deployment of that name has replaced ours'],
      ['rules', PHASE, 'a login that runs out, or silence, is not a deletion'],
    ],
  },
  {
    fault: 'A pod is evicted or preempted, its node lost',
    expected: 'It passes by itself: shown, counted, and no failure',
    tests: [
      ...scenario('evicted'),
      ...scenario('node-lost'),
      ['both', SHOWN, 'pods that are given up are counted, and are no failure'],
      ['both', SHOWN, 'pods that are preempted or drained are counted, also when they are gone'],
      SHOWN_FINDINGS,
    ],
  },
  {
    fault: 'Old pods take ten minutes to end',
    expected: 'How long at most is said; complete does not wait for it',
    tests: [
      ['both', SHOWN, 'old pods that take ten minutes to end: how long at most'],
      ['both', SHOWN, 'complete does not wait for old pods'],
      ['rules', PODS, 'old pods terminate up to the end of their grace period'],
    ],
  },
  {
    fault: 'The old revision serves on while the new one is lost',
    expected: 'Which revision serves, and with how many pods',
    tests: [
      ['rules', VERDICT, 'the sentence says what still serves'],
      ['lines', CLUSTER, 'crash-loop'],
      ...scenario('deadline'),
      [
        'screens',
        'ui/deploy-frames.test.tsx',
        'a doomed rollout at 80x24 says what, why, what to do, and what still serves',
      ],
    ],
  },
  {
    fault: 'A log is not there yet, is gone, huge, or full of terminal sequences',
    expected: 'No error; the last lines, clean',
    tests: [
      [
        'both',
        HOSTILE,
        '… in pods, events, conditions and logs: the words around it stand in lines, in JSON and on the screen',
      ],
      ['rules', KUBECTL, 'logs: what there is, and why there is none'],
      ['both', APPLY, 'a log that is not there is no error, in lines and on the screen'],
      ['rules', APPLY, 'a log with escapes, a token and a line without end'],
      ['rules', APPLY, 'a log that is …: its last lines, clean and not too long'],
      ['rules', APPLY, 'a log of 10 MB is asked for up to a limit, and not read beyond'],
      ['rules', APPLY, 'the log of the run before'],
      ['screens', PTY, 'practice: an image that is not there cannot succeed, and is taken back'],
    ],
  },
  {
    fault: 'Messages with terminal sequences, line ends, bidi characters, 32 kB',
    expected: 'The terminal shows text and obeys nothing',
    tests: [
      [
        'both',
        HOSTILE,
        '… in pods, events, conditions and logs: the words around it stand in lines, in JSON and on the screen',
      ],
      ['both', HOSTILE, 'pods, events and their messages, in lines and on the screen'],
      ['both', HOSTILE, 'what kubectl says on standard error'],
      ['both', HOSTILE, 'names in the kubeconfig, in the list and in the name that is to be typed'],
      ['both', HOSTILE, 'presets: their names, what they say and what is wrong with them'],
      ['rules', WATCH, 'hostile text is clean on arrival, in pods and in events'],
    ],
  },
  {
    fault: 'An undo of a first deploy, or of an update',
    expected:
      'What we made is deleted by uid and nothing else; an update is put back as it was; what cannot be is said before and after, with what to do',
    tests: [
      ['lines', HEADLESS, 'apply, status, watch and undo, each in a process of its own'],
      [
        'rules',
        'e2e/deploy-way-back.test.ts',
        'what an apply makes after nobody waits is deleted when somebody agrees, and kept otherwise',
      ],
      [
        'both',
        'e2e/deploy-way-back.test.ts',
        'a Deployment that cannot be put back is told before the question, with the way by hand and its price',
      ],
      ['rules', 'domain/deploy/undo-unseen.test.ts', 'what cannot be put back says why, and what to do'],
      [
        'rules',
        KUBECTL,
        'undoing a first deployment deletes what we made, and nothing that somebody put in its place',
      ],
      [
        'lines',
        HEADLESS,
        'an update is taken back to what was there, and the record knows it without the session',
      ],
      [
        'screens',
        PTY,
        'apply in a terminal asks for its target, undo in a terminal shows what it takes back',
      ],
    ],
  },
  {
    fault: 'The delegate is ready, but not registered with Harness',
    expected: 'Said with what to look at, from the delegate’s log',
    tests: [
      SHOWN_FINDINGS,
      ...findings(
        'registration',
        'registration, account id',
        'registration, manager or proxy',
        'registration, certificate of a proxy',
      ),
      [
        'rules',
        'domain/rollout/rollout-parts.test.ts',
        'of several lines about the registration the last one decides',
      ],
      ['lines', 'verify/verify.test.ts', 'is not proven when Harness has lost it, or never had it'],
      ['screens', PTY, 'practice: from the review to complete, and the report of it'],
    ],
  },
];

/** Every fault that the program is held against, numbered through both groups. */
export const FAULTS: readonly FaultGroup[] = [
  {title: 'On the machine', rows: LOCAL_ROWS},
  {title: 'In the cluster, and on the way there', rows: CLUSTER_ROWS},
];
