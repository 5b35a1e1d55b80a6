import {IMAGE, waiting} from '../objects.ts';
import {container, pulled} from './finding-case.ts';
import type {FindingCase} from './finding-case.ts';

export const IMAGE_CASES: readonly FindingCase[] = [
  {
    what: 'invalid name',
    code: 'image-name-invalid',
    inputs: container(waiting('InvalidImageName', 'x')),
    course: 'F',
  },
  {
    what: 'never pulled',
    code: 'image-never-pulled',
    inputs: container(waiting('ErrImageNeverPull')),
    course: 'F',
  },
  {
    what: 'platform',
    code: 'image-wrong-platform',
    inputs: pulled('no match for platform in manifest: not found'),
    course: 'F',
  },
  {
    what: 'not found',
    code: 'image-not-found',
    inputs: pulled(`failed to resolve reference "${IMAGE}": ${IMAGE}: not found`),
    course: 'F',
    cause: /^registry\.example\/acme\/delegate:26\.08 is not in the registry\.$/,
  },
  {what: 'access', code: 'image-access-denied', inputs: pulled('401 Unauthorized'), course: 'L 60 F'},
  {
    what: 'access or absence',
    code: 'image-access-denied',
    inputs: pulled('pull access denied, repository does not exist or may require authorization'),
    course: 'L 60 F',
  },
  {
    what: 'rate',
    code: 'image-rate-limited',
    inputs: pulled('429 Too Many Requests - toomanyrequests'),
    course: 'T 300 L',
  },
  {
    what: 'network',
    code: 'image-registry-unreachable',
    inputs: pulled('dial tcp: i/o timeout'),
    course: 'T 300 L',
  },
  {what: 'any pull', code: 'image-pull-failed', inputs: pulled('layer is broken'), course: 'T 60 L 180 F'},
  {
    what: 'registry',
    code: 'image-registry-unavailable',
    inputs: container(waiting('RegistryUnavailable')),
    course: 'T 60 L',
  },
  {
    what: 'inspection',
    code: 'image-inspect-failed',
    inputs: container(waiting('ImageInspectError')),
    course: 'L 60 F',
  },
  {
    what: 'signature',
    code: 'image-signature-refused',
    inputs: container(waiting('SignatureValidationFailed')),
    course: 'F',
  },
];
