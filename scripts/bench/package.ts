import {execFileSync} from 'node:child_process';
import {rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {median, type Section} from './figures.ts';
import {timeTo} from './session.ts';
import {FIRST_FRAME} from './start-up.ts';
import {ROOT, type Workshop} from './workshop.ts';

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
}

/** What is published: its size, and the way from an empty npm cache to the first frame. */
export async function measurePackage({
  workshop,
  executable,
  runs,
}: {
  readonly workshop: Workshop;
  readonly executable?: string;
  readonly runs: number;
}): Promise<Section> {
  const directory = workshop.fresh('packed');
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [Packed];
  const tarball = join(directory, packed.filename);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const empty = workshop.fresh('empty');
    const env = {
      ...workshop.env,
      HOME: empty,
      npm_config_cache: join(empty, 'npm'),
      npm_config_update_notifier: 'false',
    };
    const args = ['--yes', `--package=${tarball}`, '--', 'delegate-tui'];
    times.push(await timeTo(FIRST_FRAME, {command: 'npx', args, cwd: empty, env}));
    rmSync(empty, {recursive: true, force: true});
  }
  return {
    title: 'Package',
    figures: [
      {id: 'packed', name: 'packed', value: packed.size / 1000, unit: 'kB', aim: '700'},
      {id: 'unpacked', name: 'unpacked', value: packed.unpackedSize / 1000, unit: 'kB'},
      {
        id: 'npx',
        name: '`npx` from an empty cache to the first frame',
        value: median(times),
        unit: 'ms',
        aim: '1,000',
      },
      ...(executable === undefined
        ? []
        : [
            {
              id: 'standalone',
              name: 'standalone executable',
              value: statSync(executable).size / 1e6,
              unit: 'MB',
            } as const,
          ]),
    ],
    missing:
      executable === undefined
        ? ['The standalone executable could not be built: it needs Node’s binary of the registry.']
        : [],
  };
}

/** Builds the executable for this machine; undefined where that cannot be done. */
export function buildExecutable(workshop: Workshop): string | undefined {
  const release = workshop.fresh('release');
  try {
    const out = execFileSync(process.execPath, [join(ROOT, 'scripts', 'standalone.js'), process.arch], {
      env: {...process.env, DELEGATE_TUI_RELEASE_DIR: release},
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.split('\n')[0];
  } catch {
    return undefined;
  }
}
