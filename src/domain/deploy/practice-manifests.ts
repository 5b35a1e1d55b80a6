import {PLACEHOLDER_TOKEN} from '../token.ts';
import {yamlText} from '../yaml-text.ts';
import {at, listAt, textAt} from './json.ts';
import {readManifest} from './read-manifest.ts';

/** No secret: the practice cluster is gone with the program, and nothing in it talks to Harness. */
const TOKEN = 'practice-token';

/**
 * Manifests as the practice cluster gets them: a made-up token takes the place of the one that is still missing,
 * in Secrets that the manifests leave to the user too.
 */
export function practiceManifests(texts: readonly string[], namespace: string): string[] {
  const filled = texts.map((text) => text.replaceAll(PLACEHOLDER_TOKEN, TOKEN));
  const objects = filled.flatMap((text) => readManifest(text, namespace).objects);
  const own = new Set(objects.flatMap(({ref}) => (ref.kind === 'Secret' ? [ref.name] : [])));
  const missing = new Map<string, Set<string>>();
  for (const {name, key} of objects.flatMap(({value}) => secretKeys(value))) {
    if (!own.has(name)) missing.set(name, (missing.get(name) ?? new Set()).add(key));
  }
  const secrets = [...missing].map(([name, keys]) =>
    yamlText({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name, namespace},
      stringData: Object.fromEntries([...keys].map((key) => [key, TOKEN])),
    }),
  );
  return [...filled, ...secrets];
}

/** Keys of Secrets that the containers of a pod template want. */
function secretKeys(value: unknown): {name: string; key: string}[] {
  const templates = [at(value, 'spec', 'template'), at(value, 'spec', 'jobTemplate', 'spec', 'template')];
  return templates
    .flatMap((template) => listAt(template, 'spec', 'containers'))
    .flatMap((container) => listAt(container, 'env'))
    .flatMap((variable) => {
      const name = textAt(variable, 'valueFrom', 'secretKeyRef', 'name');
      const key = textAt(variable, 'valueFrom', 'secretKeyRef', 'key');
      return name === undefined || key === undefined ? [] : [{name, key}];
    });
}
