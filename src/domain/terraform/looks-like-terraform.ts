import {findModules, findVariables, hasHelmRelease} from './find-modules.ts';

/** Is this a variables file, by its name. */
export const isTfvars = (path: string): boolean => /\.tfvars$/i.test(path);

/** Variables of which at least one stands in a variables file for a delegate. */
const OWN = ['delegate_image', 'delegate_name', 'delegate_token', 'upgrader_enabled', 'manager_endpoint'];

/**
 * True for a `.tf` file with Harness's delegate module, or with a helm_release of its chart, and for a
 * `.tfvars` file with one of the module's variables. JSON forms are not read. Never throws.
 */
export function looksLikeTerraform(path: string, text: string): boolean {
  try {
    if (isTfvars(path)) return findVariables(text).attributes.some(({name}) => OWN.includes(name));
    return /\.tf$/i.test(path) && (findModules(text).length > 0 || hasHelmRelease(text));
  } catch {
    // A file that cannot be read with certainty is still one for which the patch says so.
    return /\.tf$/i.test(path) && text.includes('harness-delegate');
  }
}
