import type {ExplainContext, ExplanationRow} from '../explain.ts';

const baseOf = ({base}: ExplainContext): string => base ?? 'the base image';

/** Failures to get the base image. */
export const IMAGE_ROWS: readonly ExplanationRow[] = [
  {
    code: 'base-rate-limit',
    when: /toomanyrequests|pull rate limit|429 Too Many Requests/i,
    say: (_, context) => ({
      cause: `The registry of ${baseOf(context)} was asked too often and refuses for now.`,
      next: [
        `Log in, which raises the limit (${context.program} login), or wait some hours.`,
        'Or take the base image from another registry with --base-registry.',
      ],
    }),
  },
  {
    code: 'base-short-name',
    when: /short-name "[^"]+" did not resolve to an alias and no unqualified-search registries/,
    say: (_, context) => ({
      cause: `${context.builder} does not know which registry ${baseOf(context)} is in: this machine names no registry for short names.`,
      next: [
        'Add the line unqualified-search-registries = ["docker.io"] to /etc/containers/registries.conf, or to ~/.config/containers/registries.conf.',
        `Or get the image first: ${context.program} pull docker.io/${context.base ?? 'harness/delegate:TAG'}`,
      ],
    }),
  },
  {
    code: 'base-not-found',
    when: /manifest unknown|manifest for \S+ not found|failed to resolve source metadata for [^\n]*: not found|image not known|reading manifest \S+ in \S+: (?:name|manifest) unknown|failed to resolve reference [^\n]*: not found/,
    say: (_, context) => ({
      cause:
        context.base === undefined ? 'There is no such base image.' : `There is no image ${context.base}.`,
      next: [
        'Check the version: delegate-tui latest names the newest one of your account; give it with --base-version.',
      ],
    }),
  },
  {
    code: 'base-denied',
    when: /pull access denied|requested access to the resource is denied|unauthorized: |authentication required|no basic auth credentials|(?<!permission )denied: |403 Forbidden|401 Unauthorized/i,
    say: (_, context) => ({
      cause: `The registry does not hand out ${baseOf(context)}: it does not exist, or needs a login.`,
      next: [`Check its name, or log in and build again: ${context.login ?? `${context.program} login`}`],
    }),
  },
  {
    code: 'base-platform',
    when: /no (?:matching manifest|match for platform|image found in (?:manifest list|image index)) [^\n]*|no image found in manifest list for architecture [^\n]*/i,
    say: (_, context) => ({
      cause: `${context.base ?? 'The base image'} does not exist for the machine that is built for.`,
      next: ['Choose another --platform, or a base image that exists for it.'],
    }),
  },
];
