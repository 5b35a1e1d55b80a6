import {join} from 'node:path';
import {makePrivateDirectory} from './make-missing.ts';
import {saveText} from './save-text.ts';
import type {Environment} from '../domain/environment.ts';
import {stateDirectory} from './state-directory.ts';

/**
 * Writes down what broke (0600), in the place of what broke before. Gives the path; `undefined` when it cannot be
 * written. Does not throw.
 */
export async function keepCrash(env: Environment, text: string): Promise<string | undefined> {
  try {
    const directory = stateDirectory(env);
    await makePrivateDirectory(directory);
    const path = join(directory, 'last-crash.txt');
    await saveText({path, text, mode: 0o600, overwrite: true});
    return path;
  } catch {
    return undefined;
  }
}
