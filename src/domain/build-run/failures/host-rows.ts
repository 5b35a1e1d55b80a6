import type {ExplanationRow} from '../explain.ts';

/** Failures of the machine that builds: its disk, its memory, its rights. */
export const HOST_ROWS: readonly ExplanationRow[] = [
  {
    code: 'disk',
    when: /no space left on device|disk quota exceeded|more space needed on the \S+ filesystem|not enough (?:free )?(?:disk )?space/i,
    say: (_, {program}) => ({
      cause: 'The disk that the builder keeps images on is full.',
      next: [
        `See what takes the room, and free it: ${program === 'buildah' ? 'buildah images, then buildah rmi --prune' : `${program} system df, then ${program} system prune`}`,
        'A delegate image needs 2 to 5 GB while it is built; with storage driver vfs each step takes as much again.',
      ],
    }),
  },
  {
    code: 'emulation',
    when: /exec format error/i,
    say: () => ({
      cause: 'The image is for another kind of machine, and this one cannot run its programs.',
      next: [
        'Install emulation (Debian and Ubuntu: apt-get install qemu-user-static), or build on a machine of that kind.',
        'Or build for this one with --platform.',
      ],
    }),
  },
  {
    code: 'memory',
    when: /exit (?:code|status):? 137|non-zero code: 137|signal: killed|subprocess exited on killed|cannot allocate memory|Out of memory|^Killed$/im,
    say: () => ({
      cause: 'A command was killed while it ran; most likely the memory was used up.',
      next: [
        'Give the builder more memory (Docker Desktop: Settings, Resources), or close other programs, and build again.',
      ],
    }),
  },
  {
    code: 'user-namespace',
    when: /newuidmap|newgidmap|subuid|insufficient UIDs or GIDs|user namespaces? (?:are not|is not|not)|cannot clone: |unshare[^\n]*(?:not permitted|failed)|\/proc\/self\/exe: operation not permitted/i,
    say: (_, {builder}) => ({
      cause: `${builder} may not make the user namespaces that it needs to work without root.`,
      next: [
        'Give your user a range of ids in /etc/subuid and /etc/subgid (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME), and log in again.',
        'Inside a container, try BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs in front of the command.',
      ],
    }),
  },
  {
    code: 'storage',
    when: /(?:'overlay' is not supported|overlay: [^\n]*not supported|kernel does not support overlay|database graph driver[^\n]*mismatch|error creating (?:overlay|mount)|mounting[^\n]*operation not permitted|mount_program|(?:graphroot|runroot|storage)[^\n]*(?:permission denied|read-only|no such file)|mkdir \S+: (?:permission denied|read-only file system|no such file or directory|not a directory))/i,
    say: (_, {builder, program}) => ({
      cause: `${builder} cannot use its storage here.`,
      next: [
        program === 'docker'
          ? 'See what its daemon says: journalctl -u docker'
          : `Try the simplest kind, with STORAGE_DRIVER=vfs in front of the command; ${program} info shows which one is used and where it lies.`,
      ],
    }),
  },
];

/** Failures of the daemon, or of the machine's way to it. */
export const DAEMON_ROWS: readonly ExplanationRow[] = [
  {
    code: 'no-permission',
    when: /permission denied[^\n]*(?:docker|podman)[^\n]*(?:sock|daemon)|(?:docker|podman)[^\n]*sock[^\n]*permission denied/i,
    say: (_, {builder, program}) => ({
      cause: `You may not use the socket of ${builder}’s daemon.`,
      next: [
        program === 'docker'
          ? 'Add your user to the group docker (sudo usermod --append --groups docker NAME) and log in again, or use rootless Docker.'
          : 'Use your own socket: systemctl --user start podman.socket',
      ],
    }),
  },
  {
    code: 'daemon-down',
    when: /Cannot connect to the Docker daemon|Is the docker daemon running|docker daemon is not running|error during connect|failed to connect to the docker API/i,
    say: () => ({
      cause: 'Docker is installed, but its daemon does not answer.',
      next: ['Start it: sudo systemctl start docker, or open Docker Desktop.'],
    }),
  },
  {
    code: 'daemon-down',
    when: /(?:unable|Cannot) (?:to )?connect to Podman/i,
    say: () => ({
      cause: 'Podman is installed, but its machine does not run.',
      next: ['Start it: podman machine start'],
    }),
  },
  {
    code: 'windows-containers',
    when: /the daemon runs Windows containers/,
    say: () => ({
      cause: 'Docker runs Windows containers at the moment; delegate images are for Linux.',
      next: ['Switch Docker Desktop to Linux containers.'],
    }),
  },
];
