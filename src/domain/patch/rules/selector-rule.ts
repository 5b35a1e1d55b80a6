import {objectAt, textAt} from '../../deploy/json.ts';
import type {PlannedEdit} from '../patch-types.ts';
import {objectsBeside, setChange, type PatchRule, type Scene} from '../scene.ts';

const NAME_LABEL = 'harness.io/name';
const SELECTOR = ['spec', 'selector', 'matchLabels'] as const;
const POD_LABELS = ['spec', 'template', 'metadata', 'labels'] as const;

/** True for a selector that does not tell this delegate from others: none of its labels holds the name. */
export const isConstantSelector = ({delegate}: Pick<Scene, 'delegate'>): boolean => {
  const labels = objectAt(delegate.object.value, ...SELECTOR);
  return Object.keys(labels).length > 0 && !Object.values(labels).includes(delegate.name);
};

/** The delegate's name as its selector, where that was asked for; Services follow. */
export const selectorRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  if (wishes.fixSelector !== true || !isConstantSelector(scene)) return [];
  const {object} = delegate;
  const old = textAt(object.value, ...SELECTOR, NAME_LABEL);
  const named = (path: readonly string[], why: string) =>
    setChange(scene, {code: 'selector', object, path: [...path, NAME_LABEL], value: delegate.name, why});
  return [
    ...named(SELECTOR, 'Delegates with the same selector take over the pods of each other.'),
    ...named(POD_LABELS, 'Pods carry the label that the selector looks for.'),
    ...(old !== undefined && textAt(object.value, 'metadata', 'labels', NAME_LABEL) === old
      ? named(['metadata', 'labels'], 'The Deployment carries the label of its pods.').map((change) => ({
          ...change,
          optional: true,
        }))
      : []),
    ...(old === undefined ? [] : serviceChanges(scene, old)),
  ];
};

const serviceChanges = (scene: Scene, old: string): PlannedEdit[] =>
  objectsBeside(scene, 'Service')
    .filter(({value}) => textAt(value, 'spec', 'selector', NAME_LABEL) === old)
    .flatMap((object) =>
      setChange(scene, {
        code: 'selector',
        object,
        path: ['spec', 'selector', NAME_LABEL],
        value: scene.delegate.name,
        why: 'The Service finds the pods by their new label.',
      }),
    );
