import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {buildOutputReader, type BuildNews} from '../../../src/domain/build-run/read-build-output.ts';
import {codePoint} from '../../helpers/code-point.ts';

const read = (text: string): BuildNews[] => {
  const reader = buildOutputReader();
  return text
    .trim()
    .split('\n')
    .flatMap((line) => reader(line));
};
/** Short forms: `step 2/4 title`, `done 2`, `cached 2`, `tool x`, `: text`. */
const shortly = (news: readonly BuildNews[]): string[] =>
  news.map((one) => {
    switch (one.type) {
      case 'step':
        return `step ${one.number ?? '-'}/${one.of ?? '-'} ${one.title}`;
      case 'step-done':
        return `${one.cached ? 'cached' : 'done'} ${one.number}`;
      case 'tool':
        return `tool ${one.tool}`;
      case 'output':
        return `: ${one.text}`;
    }
  });

const PACKAGES =
  'RUN set -eu;     microdnf install -y --nodocs --setopt=install_weak_deps=0 git openssl;     microdnf clean all;     rm -rf /var/cache/yum';
const TOOLS = `RUN set -eu;     begin() { tool="$1"; dir="\${2:-}"; echo "== $tool"; };     begin 'kubectl 1.35.3' /opt/harness-delegate/client-tools/kubectl/v1.35.3;     begin 'helm 3.15.4' /opt/x;     begin 'jq 1.8.1' /opt/y;     begin own /opt/z;     rm -rf "$work"`;
const CHECK = `RUN set -eu;     check() {       tool="$1"; shift; echo "== $tool";     };     check 'kubectl 1.35.3' kubectl version --client;     check git git --version;     cd /`;

const CASES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  buildah: [
    `STEP 1/4: FROM harness/delegate:26.08.89806.minimal
STEP 2/4: ${PACKAGES}
--> Using cache 0123456789ab0123456789ab0123456789ab0123456789ab0123456789ab0123
STEP 3/4: ${TOOLS}
== kubectl 1.35.3
curl: (22) The requested URL returned error: 404
--> 0123456789ab
STEP 4/4: ${CHECK}
COMMIT
Getting image source signatures`,
    [
      'step 1/4 Base image harness/delegate:26.08.89806.minimal',
      'done 1',
      'step 2/4 Packages: git, openssl',
      'cached 2',
      'step 3/4 Tools: kubectl 1.35.3, helm 3.15.4, jq 1.8.1 and 1 more',
      'tool kubectl 1.35.3',
      ': == kubectl 1.35.3',
      ': curl: (22) The requested URL returned error: 404',
      'done 3',
      'step 4/4 Ask 2 tools for their version',
      'done 4',
      'step -/- Writing the image',
      ': Getting image source signatures',
    ],
  ],
  'docker without BuildKit': [
    `Sending build context to Docker daemon 4.096kB
Step 1/2 : FROM harness/delegate:26.08.89806.minimal
 ---> ba78cf80515a
Step 2/2 : USER 1001
 ---> Running in 0123456789ab
 ---> Using cache
Successfully built 0123456789ab
Successfully tagged x:1`,
    [
      ': Sending build context to Docker daemon 4.096kB',
      'step 1/2 Base image harness/delegate:26.08.89806.minimal',
      'done 1',
      'step 2/2 USER 1001',
      'cached 2',
      ': Successfully tagged x:1',
    ],
  ],
  BuildKit: [
    `#0 building with "default" instance using docker driver
#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 4.02kB done
#1 DONE 0.0s
#4 [1/3] FROM docker.io/harness/delegate:26.08.89806.minimal@sha256:abc
#4 CACHED
#5 [2/3] ${PACKAGES}
#5 0.412 Installing: git;2.47.3
#6 [stage-0 3/3] ${CHECK}
#5 [2/3] ${PACKAGES}
#5 DONE 1.3s
#6 0.100 == git
#6 ERROR: process "/bin/sh -c x" did not complete successfully: exit code: 1
#7 exporting to image
#7 DONE 0.2s`,
    [
      ': building with "default" instance using docker driver',
      ': transferring dockerfile: 4.02kB done',
      'step 1/3 Base image docker.io/harness/delegate:26.08.89806.minimal@sha256:abc',
      'cached 1',
      'step 2/3 Packages: git, openssl',
      ': Installing: git;2.47.3',
      'step 3/3 Ask 2 tools for their version',
      'done 2',
      'tool git',
      ': == git',
      ': ERROR: process "/bin/sh -c x" did not complete successfully: exit code: 1',
      'step -/- Writing the image',
    ],
  ],
  'podman in stages': [
    '[1/2] STEP 1/2: FROM scratch AS one\n[2/2] STEP 1/1: COPY --from=one / /\n[2/2] COMMIT x',
    [
      'step 1/2 Base image scratch AS one',
      'done 1',
      'step 1/1 COPY --from=one / /',
      'done 1',
      'step -/- Writing the image',
    ],
  ],
};

describe('the output of builders', () => {
  for (const [name, [text, expected]] of Object.entries(CASES))
    it(name, () => assert.deepEqual(shortly(read(text)), expected));

  it('credentials and control characters are taken out', () => {
    assert.deepEqual(shortly(read('a\u001b[31m \u202e"token": "hunter2hunter2"')), [
      ': a "token": "‹redacted›"',
    ]);
    const steps = [
      'RUN echo You have reached your pull rate limit as hubrobot2: dckr_jti_x',
      'RUN echo You have reached your\u200b pull\u001b[1m rate\tlimit as hubrobot2: dckr_jti_x',
      `RUN curl --header "Authorization: Bearer ${'x'.repeat(80)}"`,
    ];
    const lines = steps.map((step, index) => `#${index + 5} [${index + 1}/3] ${step}`).join('\n');
    assert.deepEqual(shortly(read(lines)), [
      'step 1/3 RUN echo You have reached your pull rate limit as ‹redacted›',
      'step 2/3 RUN echo You have reached your pull rate limit as ‹redacted›',
      'step 3/3 RUN curl --header "Authorization: Bearer ‹redacted›"',
    ]);
  });

  it('reads any line, and every text is safe to print', () => {
    const word = fc.constantFrom(
      'STEP 1/2: ',
      '#5 ',
      '[2/3] ',
      'RUN ',
      'DONE',
      '== ',
      "begin '",
      'Step 3/4 : ',
    );
    fc.assert(
      fc.property(fc.array(fc.array(fc.oneof(word, fc.string({unit: codePoint})))), (lines) => {
        const reader = buildOutputReader();
        for (const line of lines)
          for (const news of reader(line.join('')))
            assert.ok(!/\p{Cc}/u.test(JSON.stringify(news)), JSON.stringify(news));
      }),
    );
  });
});
