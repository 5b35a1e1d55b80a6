import {fileURLToPath} from 'node:url';
import type {Io} from '../console/io.ts';
import {packageRoot} from '../package-root.ts';
import {configDirectory, presetsDirectory} from '../services/paths.ts';
import type {PresetDirectories} from '../services/preset-files.ts';

/** Where presets are: those that come with the program, and those of the user. */
export const presetDirectories = ({env, platform}: Pick<Io, 'env' | 'platform'>): PresetDirectories => ({
  builtInDirectory: fileURLToPath(new URL('presets', packageRoot())),
  userDirectory: presetsDirectory(configDirectory(env, platform)),
  schema: fileURLToPath(new URL('schema/answers.schema.json', packageRoot())),
});
