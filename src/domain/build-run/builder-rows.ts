import type {BuilderRow, BuildInputs, ContainerBuilder} from './builder-types.ts';

const buildArguments = ({platform, dockerfile, context, idFile, argumentNames}: BuildInputs): string[] => [
  'build',
  '--platform',
  platform,
  // No name while it is built: it gets one when it is whole.
  '--iidfile',
  idFile,
  ...argumentNames.flatMap((name) => ['--build-arg', name]),
  '--file',
  dockerfile,
  context,
];

const pull = (image: string, platform: string): string[] => ['pull', '--platform', platform, image];

const withDigestFile: BuilderRow['push'] = ({id, reference, digestFile}) => [
  'push',
  '--digestfile',
  digestFile,
  id,
  `docker://${reference}`,
];

/** No network: a tool tells its version without one, and an image under test needs none. */
const runOnce: BuilderRow['runScript'] = ({image, name, user, script}) => [
  'run',
  '--rm',
  '--name',
  name,
  '--user',
  user,
  '--network',
  'none',
  '--entrypoint',
  'sh',
  image,
  '-c',
  script,
];

const whoIsLoggedIn = (host: string): string[] => ['login', '--get-login', host];

/** Sources: manuals of docker, podman and buildah; what each of them printed when tried. */
export const BUILDER_ROWS: readonly BuilderRow[] = [
  {
    name: 'docker',
    label: 'Docker',
    install: 'https://docs.docker.com/engine/install',
    env: {
      BUILDKIT_PROGRESS: 'plain',
      // The builder that keeps images where `docker push` finds them, whatever was chosen with buildx.
      BUILDX_BUILDER: 'default',
      // One manifest for one machine: an index with attestations is no use to a cluster, and some registries refuse it.
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    },
    probe: ['info', '--format', '{{json .}}'],
    build: buildArguments,
    tag: (id, reference) => ['tag', id, reference],
    inspect: (image) => ['image', 'inspect', image],
    names: (id) => ['image', 'inspect', id],
    runScript: runOnce,
    removeContainer: (name) => ['rm', '--force', name],
    removeImage: (id) => ['rmi', id],
    push: ({reference}) => ['push', reference],
  },
  {
    name: 'podman',
    label: 'Podman',
    install: 'https://podman.io/docs/installation',
    probe: ['info', '--format', 'json'],
    pull,
    // With layers each step leaves an image, and a build that is broken off a container for each of them.
    build: (inputs) => ['build', '--layers=false', ...buildArguments(inputs).slice(1)],
    tag: (id, reference) => ['tag', id, reference],
    inspect: (image) => ['image', 'inspect', image],
    names: (id) => ['image', 'inspect', id],
    runScript: runOnce,
    removeContainer: (name) => ['rm', '--force', name],
    removeImage: (id) => ['rmi', id],
    push: withDigestFile,
    whoIsLoggedIn,
    leftovers: {
      list: ['ps', '--all', '--external', '--format', 'json'],
      show: ['ps', '--all', '--external'],
      // They count as mounted, since nobody unmounted them.
      remove: (ids) => ['rm', '--force', ...ids],
    },
  },
  {
    name: 'buildah',
    label: 'Buildah',
    install: 'https://github.com/containers/buildah/blob/main/install.md',
    probe: ['info', '--debug'],
    pull,
    build: buildArguments,
    tag: (id, reference) => ['tag', id, reference],
    inspect: (image) => ['inspect', '--type', 'image', image],
    names: (id) => ['images', '--json', id],
    prepare: ({image, name}) => ['from', '--pull-never', '--name', name, image],
    runScript: ({name, user, script}) => ['run', '--user', user, name, '--', 'sh', '-c', script],
    removeContainer: (name) => ['rm', name],
    removeImage: (id) => ['rmi', id],
    push: withDigestFile,
    whoIsLoggedIn,
    leftovers: {
      list: ['containers', '--json'],
      show: ['containers'],
      remove: (ids) => ['rm', ...ids],
    },
  },
];

/** The row of a builder; every builder has one. */
export function builderRow(name: ContainerBuilder): BuilderRow {
  const row = BUILDER_ROWS.find((candidate) => candidate.name === name);
  if (!row) throw new TypeError(`no row for builder ${name}`);
  return row;
}
