import type {CheckRow, Hint, Row, Screen} from '../../src/wizard/screen.ts';

const HINTS: readonly Hint[] = [
  {keys: '↑↓', label: 'move'},
  {keys: 'space', label: 'choose'},
  {keys: 'enter', label: 'next'},
  {keys: 'esc', label: 'back'},
  {keys: 'v', label: 'version'},
  {keys: '/', label: 'filter'},
  {keys: 'p', label: 'preview'},
  {keys: '?', label: 'help'},
  {keys: 'ctrl+c', label: 'quit'},
];

const STEP_NUMBERS: Partial<Record<Screen['step'], number>> = {
  start: 1,
  tools: 2,
  image: 3,
  policy: 4,
  delegate: 5,
  review: 6,
};

/** A screen with nothing special; give what the test is about. */
export function sampleScreen(parts: Partial<Screen> & Pick<Screen, 'step' | 'rows'>): Screen {
  return {
    stepNumber: STEP_NUMBERS[parts.step] ?? 0,
    stepCount: 6,
    summary: '26.08.89806.minimal · 3 tools · Docker Hub',
    question: 'Which tools go into the image?',
    focus: 0,
    notices: [],
    hints: HINTS,
    ...parts,
  };
}

export const startScreen: Screen = sampleScreen({
  step: 'start',
  summary: '',
  question: 'Start from',
  rows: [
    {kind: 'choose', id: 'last', label: 'Last time', detail: '4 tools · ECR · OpenShift · 12 Nov'},
    {kind: 'choose', id: 'kubernetes', label: 'kubernetes', detail: 'kubectl, go-template'},
    {kind: 'choose', id: 'terraform', label: 'terraform', detail: 'terraform, terraform-config-inspect, git'},
    {
      kind: 'choose',
      id: 'openshift',
      label: 'openshift non-root',
      detail: 'kubectl, oc · Buildah without root',
    },
    {
      kind: 'choose',
      id: 'manifest',
      label: 'An existing manifest',
      detail: 'edit the harness-delegate.yaml you have',
    },
    {kind: 'choose', id: 'nothing', label: 'Nothing', detail: 'answer every question yourself'},
  ],
});

const TOOL_NAMES = [
  'kubectl',
  'go-template',
  'terraform',
  'terraform-config-inspect',
  'helm',
  'kustomize',
  'harness-pywinrm',
  'oc',
  'aws',
  'gcloud',
  'az',
  'git',
];

function toolRow(label: string, index: number): CheckRow {
  return {
    kind: 'check',
    id: `tools.${index}`,
    label,
    checked: index < 3,
    value: `1.3${index}.${index}`,
    detail: index === 1 ? 'no checksum published; pin one with s' : 'checksum from dl.k8s.io',
  };
}

export const twelveToolsScreen: Screen = sampleScreen({step: 'tools', rows: TOOL_NAMES.map(toolRow)});

export const toolsScreen: Screen = sampleScreen({
  step: 'tools',
  rows: [
    {
      kind: 'options',
      id: 'feature',
      label: 'By feature',
      options: [
        {label: 'Kubernetes', selected: true},
        {label: 'Helm', selected: false},
        {label: 'Terraform', selected: false},
        {label: 'OpenShift', selected: false},
      ],
    },
    {kind: 'heading', id: 'h', label: 'Tools'},
    ...TOOL_NAMES.map(toolRow),
    {kind: 'check', id: 'tools.scm', label: 'scm', checked: true, locked: 'in the base image already'},
    ...Array.from({length: 20}, (_, index): Row => toolRow(`plugin-${index}`, 20 + index)),
  ],
  focus: 2,
  notices: [
    {
      severity: 'warning',
      message: '26.02 is 9 months old, its support ended on 31 Aug. l looks up the newest.',
    },
  ],
});

export const imageScreen: Screen = sampleScreen({
  step: 'image',
  question: 'Where does the image live?',
  rows: [
    {kind: 'radio', id: 'dockerhub', label: 'Docker Hub', selected: true, detail: 'acme/delegate'},
    {
      kind: 'radio',
      id: 'ecr',
      label: 'Amazon ECR',
      selected: false,
      detail: 'ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME',
    },
    {
      kind: 'radio',
      id: 'gar',
      label: 'Google GAR',
      selected: false,
      detail: 'REGION-docker.pkg.dev/PROJECT/REPO/NAME',
    },
    {kind: 'text', id: 'image.repository', label: 'Repository', value: 'acme/custom-delegate', cursor: 20},
    {
      kind: 'text',
      id: 'image.tag',
      label: 'Tag',
      value: '',
      placeholder: '26.08.89806-1',
      cursor: 0,
      problem: {severity: 'error', message: 'A tag is needed: letters, digits, dots and dashes.'},
    },
    {
      kind: 'options',
      id: 'image.pullSecret',
      label: 'Pull secret',
      options: [
        {label: 'none', selected: false},
        {label: 'existing: regcred', selected: true},
      ],
    },
  ],
  focus: 4,
});

const policyScreen: Screen = sampleScreen({
  step: 'policy',
  question: 'What does your cluster allow?',
  rows: [
    {
      kind: 'options',
      id: 'cluster',
      label: 'Cluster',
      options: [
        {label: 'Kubernetes', selected: true},
        {label: 'OpenShift', selected: false},
      ],
    },
    {
      kind: 'options',
      id: 'root',
      label: 'Root in build steps',
      options: [
        {label: 'yes', selected: false},
        {label: 'for one step', selected: false},
        {label: 'never', selected: true},
      ],
    },
    {kind: 'heading', id: 'advice', label: 'Recommended: Buildah plugin, as user 1000, privileged'},
    {
      kind: 'note',
      id: 'why',
      label: 'The only builder that never runs as root. On Kubernetes it still needs privileged: true.',
    },
    {kind: 'radio', id: 'buildah', label: 'Buildah', selected: true, detail: 'plugins/buildah-docker:1.2.1'},
    {kind: 'radio', id: 'kaniko', label: 'Kaniko', selected: false, ruledOut: 'always runs as root'},
    {
      kind: 'radio',
      id: 'buildx',
      label: 'BuildX',
      selected: false,
      ruledOut: 'root and privileged; also needs the flag CI_USE_BUILDX_ON_K8',
    },
    {
      kind: 'note',
      id: 'last',
      label: 'Nothing fits if privileged pods are forbidden too: see OpenShift with anyuid.',
    },
  ],
  focus: 4,
});

const delegateScreen: Screen = sampleScreen({
  step: 'delegate',
  question: 'How is the delegate set up?',
  rows: [
    {
      kind: 'text',
      id: 'delegate.name',
      label: 'Name',
      value: 'custom_del',
      cursor: 10,
      problem: {
        severity: 'error',
        message: 'lower-case letters, digits and dashes, at most 39   (custom-del?)',
      },
    },
    {kind: 'text', id: 'delegate.namespace', label: 'Namespace', value: 'harness-delegate-ng'},
    {kind: 'text', id: 'delegate.account', label: 'Account', value: '', placeholder: 'from the address bar'},
    {
      kind: 'text',
      id: 'delegate.token',
      label: 'Token',
      value: 'abcdefgh',
      masked: true,
      detail: 'never shown',
    },
    {
      kind: 'options',
      id: 'delegate.size',
      label: 'Size',
      options: ['small 1 CPU', 'medium 2 CPU', 'large 4 CPU', 'as in the manifest'].map((label, index) => ({
        label,
        selected: index === 0,
      })),
    },
  ],
});

export const reviewScreen: Screen = sampleScreen({
  step: 'review',
  question: 'These files will be written to ./custom-del',
  rows: [
    {kind: 'file', id: 'Dockerfile', label: 'Dockerfile', state: 'new', action: 'write', detail: '41 lines'},
    {
      kind: 'file',
      id: 'manifest',
      label: 'harness-delegate.yaml',
      state: 'changed',
      action: 'keep yours',
      detail: '+3 -2   your edits are kept',
    },
    {kind: 'file', id: 'pipeline', label: 'build-and-push.yaml', state: 'unchanged', action: ''},
  ],
  notices: [
    {
      severity: 'warning',
      message: "The delegate gets cluster-admin, as in Harness's own manifest. n: namespace only.",
    },
    {severity: 'notice', message: 'auto-upgrade suspended'},
  ],
  panel: {
    title: 'Dockerfile',
    scroll: 0,
    placement: 'beside',
    lines: [
      {text: '# what the delegate runs', tone: 'dim'},
      {text: '-FROM harness/delegate:26.02.89803.minimal', tone: 'removed'},
      {text: '+FROM harness/delegate:26.08.89806.minimal', tone: 'added'},
      ...Array.from({length: 40}, (_, index) => ({text: `RUN line ${index} && \\`})),
    ],
  },
});

const helpScreen: Screen = {
  ...toolsScreen,
  panel: {
    title: 'Keys',
    scroll: 0,
    placement: 'over',
    lines: [{text: 'Tools', tone: 'heading'}, ...HINTS.map(({keys, label}) => ({text: `${keys}  ${label}`}))],
  },
};

const wideScreen: Screen = sampleScreen({
  step: 'tools',
  question: '画像に入れる道具は',
  summary: '日本語 · 한국어',
  rows: [
    {kind: 'check', id: 'a', label: '道具箱', checked: true, value: '一', detail: '検査合計'},
    {kind: 'check', id: 'b', label: 'kubectl', checked: false, value: '1.35', detail: 'emoji 🚀 and é'},
    {kind: 'text', id: 'c', label: '名前', value: '日本語の名前です', cursor: 2},
  ],
  focus: 2,
});

/** Every step and every kind of row. */
export const SAMPLE_SCREENS: Readonly<Record<string, Screen>> = {
  start: startScreen,
  tools: toolsScreen,
  'tools, filtered': {...toolsScreen, filter: {text: 'ku', editing: true, hidden: 30}},
  'tools, overlay': {...twelveToolsScreen, overlay: 'Base image', question: 'Which version?', focus: 11},
  'tools, asking': {...twelveToolsScreen, busy: 'Asking Harness…'},
  image: imageScreen,
  policy: policyScreen,
  delegate: delegateScreen,
  review: reviewScreen,
  help: helpScreen,
  wide: wideScreen,
};
