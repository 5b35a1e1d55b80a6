import {PLACEHOLDER_TOKEN} from '../token.ts';

/** No secret: the practice cluster is gone with the program, and nothing in it talks to Harness. */
const TOKEN = 'practice-token';

/**
 * Manifests as the practice cluster gets them: a made-up token takes the place of the one that is still missing.
 * Secrets that they leave to others are the cluster's own business: it has them already.
 */
export const practiceManifests = (texts: readonly string[]): string[] =>
  texts.map((text) => text.replaceAll(PLACEHOLDER_TOKEN, TOKEN));
