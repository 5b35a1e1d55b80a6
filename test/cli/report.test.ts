import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkAnswers} from '../../src/domain/check-answers.ts';
import type {Answers} from '../../src/domain/answers.ts';
import type {PlanEvent} from '../../src/domain/events.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {report} from '../../src/report/report.ts';

function answersWith(flags: object): Answers {
  const personal = {
    image: {repository: 'acme/custom-delegate'},
    delegate: {accountId: 'ID', managerUrl: 'https://app.harness.io'},
  };
  const raw = mergeAnswers({preset: personal, flags});
  const {answers, problems} = checkAnswers(raw, {today: {year: 2026, month: 11}});
  assert.ok(answers, JSON.stringify(problems));
  return answers;
}

const file = (
  path: string,
  role: 'dockerfile' | 'manifest' | 'token' | 'answers',
  more: object = {},
): PlanEvent => ({type: 'file', role, path, outcome: 'created', ...more});

const FILES = [
  file('Dockerfile', 'dockerfile'),
  file('harness-delegate.yaml', 'manifest'),
  file('delegate-tui.yaml', 'answers'),
];

test('what was written, what comes next and how to repeat it', () => {
  assert.deepEqual(report({answers: answersWith({}), directory: 'custom-del', events: FILES}), [
    'Wrote   custom-del/Dockerfile, harness-delegate.yaml, delegate-tui.yaml',
    'Next    Commit the content of custom-del at the root of the repository that the pipeline clones',
    '        Or to keep it in a directory DIR there: generate with --pipeline-context DIR --pipeline-dockerfile DIR/Dockerfile',
    '        Create the pipeline in Harness: custom-del/build-and-push.yaml',
    '        Or build here: npx delegate-tui build --output custom-del && npx delegate-tui push --output custom-del',
    '        Or with Docker alone: docker build --platform linux/amd64 -t acme/custom-delegate:26.08.89806-1 custom-del && docker push acme/custom-delegate:26.08.89806-1',
    '        Put the delegate token in the place of PUT_YOUR_DELEGATE_TOKEN in custom-del/harness-delegate.yaml, and do not commit it',
    '        npx delegate-tui apply --output custom-del --context CONTEXT --yes',
    '        Or without watching it: kubectl --context CONTEXT apply --server-side -f custom-del/harness-delegate.yaml',
    '        Once it is connected, run the pipeline that tries every tool: custom-del/validate-delegate.yaml',
    'Again   npx delegate-tui generate --preset custom-del/delegate-tui.yaml --output custom-del',
    '        Or in the wizard: npx delegate-tui --preset custom-del/delegate-tui.yaml',
  ]);
});

test('files that were kept, written beside, backed up or left as they are', () => {
  const events = [
    file('Dockerfile', 'dockerfile', {outcome: 'kept'}),
    file('harness-delegate.yaml', 'manifest', {
      outcome: 'replaced',
      backup: 'harness-delegate.yaml.backup-1',
    }),
    file('delegate-tui.yaml', 'answers', {outcome: 'written-beside', writtenTo: 'delegate-tui.new.yaml'}),
    file('a', 'token', {outcome: 'unchanged'}),
  ];
  const lines = report({answers: answersWith({}), directory: 'd', events});
  assert.deepEqual(lines.slice(0, 5), [
    'Wrote   d/harness-delegate.yaml',
    'Same    d/a',
    'Kept    d/Dockerfile',
    'Beside  d/delegate-tui.new.yaml is the new one; yours stays in delegate-tui.yaml',
    'Backup  d/harness-delegate.yaml.backup-1 is harness-delegate.yaml as it was',
  ]);
  assert.match(lines.at(-2) ?? '', /--preset d\/delegate-tui\.new\.yaml/);
  assert.match(
    lines.at(-1) ?? '',
    /wizard: npx delegate-tui --preset d\/delegate-tui\.new\.yaml --output d$/,
  );
  const build = lines.find((line) => line.includes('build here')) ?? '';
  assert.match(build, /: docker build /, 'build reads delegate-tui.yaml, and that is another one');
});

test('an ignore file of the person’s own that lets secrets through is told with the lines to add', () => {
  const kept = (path: string, lacks: readonly string[]) =>
    ({type: 'file', role: 'ignore', path, outcome: 'kept', lacks}) as const;
  const events = [kept('.gitignore', ['terraform.tfstate*', '.terraform/']), kept('.dockerignore', ['/x*'])];
  assert.deepEqual(report({answers: answersWith({}), directory: 'd', events}).slice(0, 6), [
    'Kept    d/.gitignore, .dockerignore',
    'Mind    d/.gitignore is yours, and lets Git keep what can hold the token; add to it:',
    '          terraform.tfstate*',
    '          .terraform/',
    '        d/.dockerignore is yours, and lets builds take what can hold the token; add to it:',
    '          /x*',
  ]);
});

interface NextCase {
  readonly name: string;
  readonly flags: object;
  readonly says: readonly RegExp[];
  readonly never: RegExp;
}

const NEXT: readonly NextCase[] = [
  {
    name: 'an existing Secret is looked for',
    flags: {delegate: {token: {from: 'secret', secretName: 'my-token'}}},
    says: [
      /kubectl --context CONTEXT -n harness-delegate-ng create secret generic my-token --from-file=DELEGATE_TOKEN=FILE/,
    ],
    never: /PUT_YOUR/,
  },
  {
    name: 'the token file is applied after the manifest, and asked for again',
    flags: {delegate: {token: {from: 'file'}}},
    says: [/-f d\/harness-delegate\.yaml -f d\/harness-delegate-token\.yaml/, /--token-file FILE$/m],
    never: /PUT_YOUR/,
  },
  {
    name: 'Buildah on OpenShift needs anyuid, the delegate nothing',
    flags: {cluster: {type: 'openshift', root: 'never'}, build: {serviceAccount: 'builder'}},
    says: [/For the build pods: oc adm policy add-scc-to-user anyuid -z builder -n harness-builds/],
    never: /For the delegate/,
  },
  {
    name: 'a delegate with a user of its own needs a grant on OpenShift',
    flags: {cluster: {type: 'openshift', root: 'never'}, delegate: {securityContext: 'anyuid'}},
    says: [/For the delegate: oc adm policy add-scc-to-user anyuid -z custom-del -n harness-delegate-ng/],
    never: /nonroot/,
  },
  {
    name: 'files that are kept in a directory of the repository',
    flags: {build: {dockerfile: 'd/Dockerfile', context: 'd'}},
    says: [
      /Commit the content of d to the repository .*, with the Dockerfile at d\/Dockerfile and d as its context$/m,
    ],
    never: /at the root|DIR/,
  },
  {
    name: 'an image that is built outside the cluster has no pipeline file',
    flags: {build: {builder: 'outside'}},
    says: [
      /Build the image: npx delegate-tui build --output d && npx delegate-tui push --output d$/m,
      /Or with Docker alone: docker build/,
    ],
    never: /build-and-push/,
  },
  {
    name: 'an image that is not pushed is not pushed by hand either',
    flags: {build: {push: false, scope: 'step'}},
    says: [/Add the step to a CI stage of your pipeline/, /npx delegate-tui build --output d$/m],
    never: /docker push|delegate-tui push/,
  },
];

for (const {name, flags, says, never} of NEXT) {
  test(name, () => {
    const events = [
      ...FILES,
      ...(name.includes('token file') ? [file('harness-delegate-token.yaml', 'token')] : []),
    ];
    const text = report({answers: answersWith(flags), directory: 'd', events}).join('\n');
    for (const pattern of says) assert.match(text, pattern);
    assert.doesNotMatch(text, never);
  });
}

const DIRECTORIES: readonly [string, string][] = [
  ['.', '--preset delegate-tui.yaml --output .'],
  ['a b', "--preset 'a b/delegate-tui.yaml' --output 'a b'"],
  ["it's", String.raw`--preset 'it'\''s/delegate-tui.yaml' --output 'it'\''s'`],
  ['-odd', '--preset ./-odd/delegate-tui.yaml --output ./-odd'],
  ['/tmp/x/', '--preset /tmp/x/delegate-tui.yaml --output /tmp/x/'],
  ['$(id)', "--preset '$(id)/delegate-tui.yaml' --output '$(id)'"],
];

for (const [directory, words] of DIRECTORIES) {
  test(`the directory ${JSON.stringify(directory)} can be copied into a shell`, () => {
    const [same, wizard] = report({answers: answersWith({}), directory, events: FILES}).slice(-2);
    assert.equal(same, `Again   npx delegate-tui generate ${words}`);
    assert.equal(wizard, `        Or in the wizard: npx delegate-tui ${words}`);
  });
}

test('no control character of a directory reaches the terminal', () => {
  const text = report({answers: answersWith({}), directory: 'a\u001b[31m\u0007b', events: FILES}).join('');
  assert.doesNotMatch(text, /[\u0000-\u001f]/);
});
