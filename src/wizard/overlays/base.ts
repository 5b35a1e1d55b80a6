import {formItems, YES_NO, type FieldSpec} from '../form.ts';
import {heading} from '../item.ts';
import {wordAt} from '../paths.ts';
import type {StepScreen} from '../steps/step-screen.ts';

/** Base image, and where the Dockerfile downloads from. */
export const base: StepScreen = {
  question: () => 'Base image',
  items: (state) => [
    ...formItems(state, BASE_FIELDS),
    heading('Downloads and build'),
    ...formItems(state, DOWNLOAD_FIELDS),
  ],
};

const BASE_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'options',
    path: 'base.registry',
    label: 'Registry',
    options: [
      {value: 'docker-hub', label: 'Docker Hub'},
      {value: 'gar', label: 'Google mirror'},
      {value: 'private', label: 'private mirror'},
    ],
  },
  {
    kind: 'text',
    path: 'base.prefix',
    label: 'Mirror',
    when: (state) => wordAt(state.answers, 'base.registry') === 'private',
    placeholder: 'registry.corp:5000/mirror',
  },
  {kind: 'text', path: 'base.version', label: 'Version', placeholder: 'YY.MM.BBBBB'},
  {
    kind: 'options',
    path: 'base.variant',
    label: 'Variant',
    options: [
      {value: 'minimal', label: 'minimal', detail: 'no client tools but what you add'},
      {value: 'full', label: 'full', detail: 'Harness’s own set of tools'},
    ],
  },
  {kind: 'options', path: 'base.fips', label: 'FIPS', options: YES_NO},
  {kind: 'text', path: 'base.digest', label: 'Digest', placeholder: 'sha256:… pins the image; none needed'},
];

const DOWNLOAD_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'options',
    path: 'dockerfile.source',
    label: 'Download from',
    options: [
      {value: 'upstream', label: 'upstream', detail: 'with published checksums where there are any'},
      {value: 'harness', label: 'Harness', detail: 'where Harness has the tool; no checksums'},
    ],
  },
  {
    kind: 'text',
    path: 'dockerfile.mirrorUrl',
    label: 'Download mirror',
    placeholder: 'https://mirror.corp for air-gapped builds',
  },
  {
    kind: 'text',
    path: 'dockerfile.rpmRepoUrl',
    label: 'Package repo',
    placeholder: 'https://mirror.corp/ubi.repo',
  },
  {kind: 'options', path: 'dockerfile.proxyArgs', label: 'Proxy arguments', options: YES_NO},
  {
    kind: 'text',
    path: 'dockerfile.caDirectory',
    label: 'CA directory',
    placeholder: 'PEM files in the build context',
  },
  {kind: 'text', path: 'dockerfile.labels', label: 'Image labels', placeholder: 'key=value, key=value'},
  {kind: 'options', path: 'dockerfile.selfCheck', label: 'Self-check', options: YES_NO},
];
