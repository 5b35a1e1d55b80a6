import {at, listAt, parseJson, textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import type {BuilderAnswer, BuilderFacts, ContainerBuilder} from './builder-types.ts';

/** What a builder's first answer looked like. */
export interface Probed {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const ARCH_WORDS: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64'};

/** As images name it: `amd64` for x86_64. */
export const archWord = (word: string): string => ARCH_WORDS[word] ?? word;

const word = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : sanitiseLine(text, {maxLength: 60});

/** Facts without those that were not told. */
function facts(
  builder: ContainerBuilder,
  told: {readonly [Key in Exclude<keyof BuilderFacts, 'builder'>]: BuilderFacts[Key] | undefined},
): BuilderFacts {
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return {builder, ...known};
}

/** `docker info`. Source: API of the Docker Engine, SystemInfo. */
function dockerFacts(info: unknown): BuilderFacts {
  const security = listAt(info, 'SecurityOptions');
  const system = textAt(info, 'OperatingSystem') ?? '';
  return facts('docker', {
    version: word(textAt(info, 'ServerVersion')),
    rootless: security.some((option) => typeof option === 'string' && option.includes('rootless')),
    storage: word(textAt(info, 'Driver')),
    arch: word(archWord(textAt(info, 'Architecture') ?? '')),
    inMachine: /desktop|orbstack|rancher/i.test(system) || undefined,
  });
}

/** `podman info` and `buildah info`, which are relatives. */
function podmanFacts(builder: ContainerBuilder, info: unknown): BuilderFacts {
  const rootless = at(info, 'host', 'security', 'rootless') ?? at(info, 'host', 'rootless');
  return facts(builder, {
    version: word(textAt(info, 'version', 'Version') ?? textAt(info, 'debug', 'buildah version')),
    rootless: typeof rootless === 'boolean' ? rootless : undefined,
    storage: word(textAt(info, 'store', 'graphDriverName') ?? textAt(info, 'store', 'GraphDriverName')),
    arch: word(archWord(textAt(info, 'host', 'arch') ?? '')),
    inMachine: at(info, 'host', 'serviceIsRemote') === true || undefined,
  });
}

/**
 * What a builder answered when asked what it is. A `docker` that answers as Podman does is Podman: some systems
 * install it under that name. Docker's client answers without its daemon, too, and names the reason inside.
 */
export function readProbe(builder: ContainerBuilder, {ok, stdout, stderr}: Probed): BuilderAnswer {
  const info = parseJson(stdout);
  const errors = listAt(info, 'ServerErrors').filter((error) => typeof error === 'string');
  if (!ok || errors.length > 0 || info === undefined) {
    return {state: 'trouble', text: [...errors, stderr].join('\n').trim()};
  }
  if (builder === 'docker' && at(info, 'host') === undefined) {
    if (textAt(info, 'OSType') === 'windows')
      return {state: 'trouble', text: 'the daemon runs Windows containers'};
    return {state: 'ready', facts: dockerFacts(info)};
  }
  return {state: 'ready', facts: podmanFacts(builder === 'docker' ? 'podman' : builder, info)};
}
