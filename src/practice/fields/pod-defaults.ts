import {isMap, mapAt, textAt, type JsonMap} from '../objects.ts';
import {canonicalQuantity} from './quantity.ts';

/** A map with values for the keys that it lacks. */
export const withDefaults = (given: JsonMap, defaults: JsonMap): JsonMap => ({
  ...given,
  ...Object.fromEntries(Object.entries(defaults).filter(([name]) => given[name] === undefined)),
});

/** Quantities in their canonical form. */
export const quantities = (map: JsonMap): JsonMap =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, canonicalQuantity(value)]));

function resources(given: JsonMap): JsonMap {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      name !== 'claims' && isMap(value) ? quantities(value) : value,
    ]),
  );
}

function probe(given: JsonMap): JsonMap {
  const filled = withDefaults(given, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  const request = given['httpGet'];
  if (isMap(request)) filled['httpGet'] = withDefaults(request, {path: '/', scheme: 'HTTP'});
  return filled;
}

function envVar(given: unknown): unknown {
  if (!isMap(given)) return given;
  const {value, ...rest} = given;
  const reference = mapAt(rest, 'valueFrom', 'fieldRef');
  if (Object.keys(reference).length > 0)
    return {
      ...rest,
      valueFrom: {...mapAt(rest, 'valueFrom'), fieldRef: withDefaults(reference, {apiVersion: 'v1'})},
    };
  return value === '' || value === undefined ? rest : {...rest, value};
}

const untagged = (image: string): boolean => image.endsWith(':latest') || !/[:@][^/]*$/.test(image);

function container(given: unknown): unknown {
  if (!isMap(given)) return given;
  const filled = withDefaults(given, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: untagged(textAt(given, 'image')) ? 'Always' : 'IfNotPresent',
  });
  filled['resources'] = resources(mapAt(filled, 'resources'));
  if (Array.isArray(given['env'])) filled['env'] = given['env'].map(envVar);
  if (Array.isArray(given['ports']))
    filled['ports'] = given['ports'].map((port) =>
      isMap(port) ? withDefaults(port, {protocol: 'TCP'}) : port,
    );
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'])
    if (isMap(given[name])) filled[name] = probe(given[name]);
  return filled;
}

function volume(given: unknown): unknown {
  if (!isMap(given)) return given;
  const filled = {...given};
  for (const source of ['configMap', 'secret', 'projected'])
    if (isMap(given[source])) filled[source] = withDefaults(given[source], {defaultMode: 420});
  return Object.keys(given).length === 1 ? {...given, emptyDir: {}} : filled;
}

/** Defaults of a pod spec, in a template or in a pod. */
export function podSpecDefaults(given: JsonMap): JsonMap {
  const filled = withDefaults(given, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  const account = given['serviceAccountName'] ?? given['serviceAccount'];
  if (account !== undefined) Object.assign(filled, {serviceAccountName: account, serviceAccount: account});
  for (const name of ['containers', 'initContainers'])
    if (Array.isArray(given[name])) filled[name] = given[name].map(container);
  if (Array.isArray(given['volumes'])) filled['volumes'] = given['volumes'].map(volume);
  return filled;
}
