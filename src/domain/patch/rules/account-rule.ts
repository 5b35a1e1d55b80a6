import {at, listAt, textAt} from '../../deploy/json.ts';
import {isPlaceholder} from '../../token.ts';
import {editYaml} from '../../yaml-edit/edit-yaml.ts';
import type {YamlEdit} from '../../yaml-edit/edit-types.ts';
import {YamlEditError} from '../../yaml-edit/yaml-edit-error.ts';
import type {PlannedEdit} from '../patch-types.ts';
import {changeOf, setChange, shownValue, target, type PatchRule, type Scene} from '../scene.ts';
import {wantedAccount, withoutSlash, type WantedAccount} from '../wanted-account.ts';

const isGap = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && isPlaceholder(value));

const LOGS = 'LOG_STREAMING_SERVICE_URL';
const WHY = 'Delegates register with this account, at this address.';

const MANAGER = 'MANAGER_HOST_AND_PORT';

/**
 * Account and manager, in the delegate and in the configuration of the upgrader: where the file leaves them open,
 * and where it has others when they were named.
 */
export const accountRule: PatchRule = (scene) => [
  ...wantedAccount(scene.wishes).flatMap((wanted) => variableChanges(scene, wanted)),
  ...logChanges(scene),
  ...configChanges(scene),
];

/** In `env`; what a variable takes from elsewhere is told by a finding instead. */
function variableChanges(scene: Scene, {variable: name, value, isNamed}: WantedAccount): PlannedEdit[] {
  const {object, container, containerPath, variables} = scene.delegate;
  const index = listAt(container, 'env').findIndex((entry) => textAt(entry, 'name') === name);
  const entry = listAt(container, 'env')[index];
  const change = {code: 'account', object, why: WHY};
  if (entry === undefined)
    return isNamed && variables.named.get(name)?.value !== value
      ? [inserted(scene, {...change, name, value})]
      : [];
  const isWanted = at(entry, 'valueFrom') === undefined && (isNamed || isGap(at(entry, 'value')));
  return isWanted
    ? setChange(scene, {...change, path: [...containerPath, 'env', index, 'value'], value})
    : [];
}

function inserted(
  scene: Scene,
  {
    name,
    value,
    ...change
  }: Pick<Parameters<typeof changeOf>[1], 'code' | 'object' | 'why'> & Record<'name' | 'value', string>,
): PlannedEdit {
  const {container, containerPath} = scene.delegate;
  const list = [...containerPath, 'env'];
  const hasList = at(container, 'env') !== undefined;
  const path = hasList ? [...list, listAt(container, 'env').length] : list;
  const variable = {name, value};
  const edits: YamlEdit[] = [
    {...target(change.object, path), kind: 'insert', value: hasList ? variable : [variable]},
  ];
  return changeOf(scene, {...change, path, edits, to: `${name}: ${value}`});
}

/** The address of the log service, where it is that of the manager which gives way. */
function logChanges(scene: Scene): PlannedEdit[] {
  const {object, container, containerPath} = scene.delegate;
  const manager = wantedAccount(scene.wishes).find(({variable, isNamed}) => isNamed && variable === MANAGER);
  const entries = listAt(container, 'env');
  const valueOf = (name: string) =>
    textAt(
      entries.find((entry) => textAt(entry, 'name') === name),
      'value',
    );
  const [old, logs] = [valueOf(MANAGER), valueOf(LOGS)];
  if (manager === undefined || !old || logs === undefined) return [];
  if (withoutSlash(logs) !== `${withoutSlash(old)}/log-service`) return [];
  const index = entries.findIndex((entry) => textAt(entry, 'name') === LOGS);
  return setChange(scene, {
    code: 'account',
    object,
    path: [...containerPath, 'env', index, 'value'],
    value: `${manager.value}/log-service/`,
    why: 'The log service belongs to the same manager.',
  });
}

/** The configuration is a text inside the ConfigMap; it is edited as YAML of its own. */
function configChanges(scene: Scene): PlannedEdit[] {
  return scene.upgraders.own.flatMap(({config}) => {
    if (config === undefined) return [];
    const open = wantedAccount(scene.wishes).filter(({key, value, isNamed}) => {
      const old = at(config.value, 'delegateConfig', key);
      return isGap(old) || (isNamed && old !== value);
    });
    if (open.length === 0) return [];
    const inner = open.map(({key, value}): YamlEdit => ({
      document: 0,
      path: ['delegateConfig', key],
      kind: 'set',
      value,
    }));
    const path = ['data', config.key];
    const text = innerText(config.text, inner);
    if (text === undefined) return [];
    return [
      changeOf(scene, {
        code: 'account',
        object: config.object,
        path,
        edits: [{...target(config.object, path), kind: 'set', value: text}],
        from: open
          .map(({key}) => `${key}: ${shownValue(at(config.value, 'delegateConfig', key)) ?? ''}`)
          .join(', '),
        to: open.map(({key, value}) => `${key}: ${value}`).join(', '),
        why: 'The upgrader asks about the same account, also while it is suspended.',
      }),
    ];
  });
}

/** `undefined` for a configuration that is written in a way that cannot be edited. */
function innerText(text: string, edits: readonly YamlEdit[]): string | undefined {
  try {
    return editYaml({text, edits}).text;
  } catch (error) {
    if (error instanceof YamlEditError) return undefined;
    throw error;
  }
}
