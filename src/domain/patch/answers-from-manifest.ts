import type {PartialAnswers} from '../answers.ts';
import {at, listAt, numberAt, objectAt, sameJson, textAt} from '../deploy/json.ts';
import {isHarnessImage, readImage} from '../live-delegate/read-image.ts';
import {readEnvValue} from '../manifest/env-value.ts';
import {PATTERNS} from '../patterns.ts';
import {isSecretName} from '../secret-name.ts';
import {isPlaceholder, TOKEN_KEY} from '../token.ts';
import {accountAnswers, permissionOf, securityOf} from './access-answers.ts';
import {defined, notEmpty} from './defined.ts';
import type {FoundDelegate} from './find-in-source.ts';
import {imageAnswers} from './image-answers.ts';
import {ownAutoscalers} from './rules/size-rules.ts';
import {podSpecOf, sceneOf, type Scene} from './scene.ts';
import type {Source} from './source.ts';

/** Variables that other answers stand for, or that every manifest has. */
const KNOWN = new Set([
  'ACCOUNT_ID',
  TOKEN_KEY,
  'MANAGER_HOST_AND_PORT',
  'DEPLOY_MODE',
  'DELEGATE_NAME',
  'DELEGATE_TYPE',
  'DELEGATE_NAMESPACE',
  'INIT_SCRIPT',
  'DELEGATE_DESCRIPTION',
  'DELEGATE_TAGS',
  'NEXT_GEN',
  'PROXY_HOST',
  'PROXY_PORT',
  'PROXY_SCHEME',
  'PROXY_MANAGER',
  'PROXY_USER',
  'PROXY_PASSWORD',
  'NO_PROXY',
  'DESTINATION_CA_PATH',
  'LOG_STREAMING_SERVICE_URL',
]);

/**
 * Answers that a delegate in a file gives, so that a Dockerfile and a pipeline step fit it. What cannot be told
 * for sure, is empty, a placeholder or against the grammar of its answer is left out. So is every variable that is named like
 * a secret; the text of a script comes as it is.
 */
export function answersFromManifest(source: Source, delegate: FoundDelegate): PartialAnswers {
  const scene = sceneOf({source, delegate, delegates: [delegate], wishes: {}});
  const image = textAt(delegate.container, 'image') ?? '';
  const {version, suggests} = readImage(delegate.container, {});
  const base = version ?? suggests;
  const pullSecret = textAt(listAt(podSpecOf(scene), 'imagePullSecrets')[0], 'name');
  return defined({
    base: base === undefined ? undefined : {version: base},
    image: defined({
      ...(isHarnessImage(image) || isPlaceholder(image) ? {} : imageAnswers(image)),
      pullSecret,
    }),
    delegate: delegateAnswers(scene),
  });
}

function delegateAnswers(scene: Scene): PartialAnswers['delegate'] {
  const {delegate} = scene;
  const resources = objectAt(delegate.container, 'resources');
  const quantity = (unit: 'cpu' | 'memory') => {
    const value = at(resources, 'requests', unit) ?? at(resources, 'limits', unit);
    return typeof value === 'string' || typeof value === 'number' ? fitting(String(value), unit) : undefined;
  };
  const [autoscaler] = ownAutoscalers(scene);
  const replicas = autoscaler === undefined ? numberAt(delegate.object.value, 'spec', 'replicas') : undefined;
  return defined({
    name: fitting(delegate.name, 'delegateName'),
    namespace: fitting(delegate.namespace, 'dnsLabel'),
    accountId: fitting(variable(scene, 'ACCOUNT_ID'), 'accountId'),
    managerUrl: fitting(variable(scene, 'MANAGER_HOST_AND_PORT'), 'httpsUrl'),
    description: fitting(variable(scene, 'DELEGATE_DESCRIPTION'), 'oneLine'),
    tags: words(variable(scene, 'DELEGATE_TAGS'), PATTERNS.tag),
    token: tokenAnswers(scene),
    replicas,
    autoscaling:
      autoscaler === undefined
        ? undefined
        : {
            enabled: true,
            min: numberAt(autoscaler.value, 'spec', 'minReplicas') ?? 1,
            max: numberAt(autoscaler.value, 'spec', 'maxReplicas') ?? 1,
          },
    cpu: quantity('cpu'),
    memory: quantity('memory'),
    permissions: permissionOf(scene),
    securityContext: securityOf(scene),
    serviceAccount: accountAnswers(scene),
    serviceName: textAt(serviceOf(scene)?.value, 'metadata', 'name'),
    proxy: proxyAnswers(scene),
    caBuildPaths: words(variable(scene, 'DESTINATION_CA_PATH'), /^\/[A-Za-z0-9._+@/-]+$/),
    initScript: fitting(variable(scene, 'INIT_SCRIPT'), 'manyLines'),
    nodeSelector: notEmpty(objectAt(podSpecOf(scene), 'nodeSelector')),
    env: notEmpty(otherVariables(scene)),
  });
}

/** Value of a variable as the container sees it; `undefined` where it is open or depends on another. */
function variable({delegate}: Scene, name: string): string | undefined {
  const {named} = delegate.variables;
  const {from, value} = named.get(name) ?? {};
  if (value === undefined || isPlaceholder(value)) return undefined;
  return from === 'value' ? readEnvValue(value, new Set(named.keys())) : value;
}

const fitting = (value: string | undefined, grammar: keyof typeof PATTERNS): string | undefined =>
  value !== undefined && value !== '' && PATTERNS[grammar].test(value) ? value : undefined;

function words(text: string | undefined, grammar: RegExp): string[] | undefined {
  const found = (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => grammar.test(word));
  return found.length === 0 ? undefined : found;
}

/** An existing Secret, when the file does not hold it itself. */
function tokenAnswers(scene: Scene): {from: 'secret'; secretName: string} | undefined {
  const {named, secrets} = scene.delegate.variables;
  const found = named.get(TOKEN_KEY);
  const name = found === undefined ? secrets[0] : found.key === TOKEN_KEY ? found.secret : undefined;
  const isOwn = scene.source.objects.some((object) => object.kind === 'Secret' && object.name === name);
  return name === undefined || isOwn ? undefined : {from: 'secret', secretName: name};
}

const serviceOf = (scene: Scene) =>
  scene.source.objects.find(
    ({kind, namespace, value}) =>
      kind === 'Service' &&
      namespace === scene.delegate.namespace &&
      sameJson(
        objectAt(value, 'spec', 'selector'),
        objectAt(scene.delegate.object.value, 'spec', 'selector', 'matchLabels'),
      ),
  );

function proxyAnswers(scene: Scene): object | undefined {
  const host = fitting(variable(scene, 'PROXY_HOST'), 'host');
  if (host === undefined) return undefined;
  const port = Number(variable(scene, 'PROXY_PORT'));
  const scheme = variable(scene, 'PROXY_SCHEME');
  return defined({
    host,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    scheme: scheme === 'http' || scheme === 'https' ? scheme : undefined,
    noProxy: words(variable(scene, 'NO_PROXY'), /^[A-Za-z0-9.:*_-]+$/),
    secretName: scene.delegate.variables.named.get('PROXY_PASSWORD')?.secret,
  });
}

/** Variables in clear text that no answer stands for; never one that is named like a secret. */
function otherVariables({delegate}: Scene): Record<string, string> {
  const {named} = delegate.variables;
  const names = new Set(named.keys());
  return Object.fromEntries(
    [...named].flatMap(([name, {from, value}]) => {
      const isOther =
        from === 'value' && !KNOWN.has(name) && !isSecretName(name) && PATTERNS.envName.test(name);
      const seen = isOther && value !== undefined ? readEnvValue(value, names) : undefined;
      return seen === undefined || !PATTERNS.oneLine.test(seen) ? [] : [[name, seen]];
    }),
  );
}
