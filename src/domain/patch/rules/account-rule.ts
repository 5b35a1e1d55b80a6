import {at, listAt, textAt} from '../../deploy/json.ts';
import {isPlaceholder} from '../../token.ts';
import {editYaml} from '../../yaml-edit/edit-yaml.ts';
import type {YamlEdit} from '../../yaml-edit/edit-types.ts';
import {YamlEditError} from '../../yaml-edit/yaml-edit-error.ts';
import type {PlannedEdit} from '../patch-types.ts';
import {changeOf, setChange, shownValue, target, type PatchRule, type Scene} from '../scene.ts';

const isGap = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && isPlaceholder(value));

const WHY = 'Delegates register with this account, at this address.';

/** Account and manager, wherever the file leaves them open: in the delegate and in the configuration of the upgrader. */
export const accountRule: PatchRule = (scene) => {
  const {accountId, managerUrl} = scene.wishes;
  return [
    ...variableChanges(scene, 'ACCOUNT_ID', accountId),
    ...variableChanges(scene, 'MANAGER_HOST_AND_PORT', managerUrl),
    ...configChanges(scene),
  ];
};

function variableChanges(scene: Scene, name: string, value: string | undefined): PlannedEdit[] {
  const {object, container, containerPath} = scene.delegate;
  const index = listAt(container, 'env').findIndex((entry) => textAt(entry, 'name') === name);
  const entry = listAt(container, 'env')[index];
  const isOpen = entry !== undefined && at(entry, 'valueFrom') === undefined && isGap(at(entry, 'value'));
  if (value === undefined || !isOpen) return [];
  return setChange(scene, {
    code: 'account',
    object,
    path: [...containerPath, 'env', index, 'value'],
    value,
    why: WHY,
  });
}

/** The configuration is a text inside the ConfigMap; it is edited as YAML of its own. */
function configChanges(scene: Scene): PlannedEdit[] {
  const {accountId, managerUrl} = scene.wishes;
  return scene.upgraders.own.flatMap(({config}) => {
    if (config === undefined) return [];
    const wanted = [
      ['accountId', accountId],
      ['managerHost', managerUrl],
    ] as const;
    const open = wanted.filter(
      ([key, value]) => value !== undefined && isGap(at(config.value, 'delegateConfig', key)),
    );
    if (open.length === 0) return [];
    const inner = open.map(([key, value]): YamlEdit => ({
      document: 0,
      path: ['delegateConfig', key],
      kind: 'set',
      value: value ?? '',
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
          .map(([key]) => `${key}: ${shownValue(at(config.value, 'delegateConfig', key)) ?? ''}`)
          .join(', '),
        to: open.map(([key, value]) => `${key}: ${value ?? ''}`).join(', '),
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
