import {CONTAINER_BUILDERS, PLATFORMS} from '../domain/build-run/builder-types.ts';
import type {CommandName} from './commands.ts';
import type {OptionRow} from './option-row.ts';

export const ON_BUILDER: readonly CommandName[] = ['build', 'push'];

/** Flags of the commands that work with a builder on this machine. */
export const BUILD_OPTIONS = [
  {
    flag: 'builder-tool',
    kind: 'choice',
    values: CONTAINER_BUILDERS,
    commands: ON_BUILDER,
    help: 'Program to build or push with; when not given, the first one that works',
  },
  {
    flag: 'platform',
    kind: 'choice',
    values: PLATFORMS,
    commands: ['build'],
    help: 'Machine to build for; linux/amd64 when not given',
  },
  {
    flag: 'image',
    kind: 'text',
    placeholder: 'REGISTRY/PATH:TAG',
    commands: [...ON_BUILDER, 'patch'],
    help: 'Name of the image, in the place of the one that the answers give it',
  },
  {
    flag: 'skip-smoke-test',
    kind: 'boolean',
    commands: ON_BUILDER,
    help: 'Do not let the image run its tools, and push it all the same',
  },
  {
    flag: 'pin-digest',
    kind: 'boolean',
    commands: ['push'],
    help: 'Write the digest into the answers of DIR and into the file that installs the delegate',
  },
] as const satisfies readonly OptionRow[];
