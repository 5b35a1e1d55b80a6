import {at, listAt, textAt} from '../../deploy/json.ts';
import {changeOf, podSpecOf, setChange, target, type PatchRule} from '../scene.ts';

/** The image of the delegate's container. */
export const imageRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  if (wishes.image === undefined) return [];
  return setChange(scene, {
    code: 'image',
    object: delegate.object,
    path: [...delegate.containerPath, 'image'],
    value: wishes.image,
    why: 'The delegate runs your image, with the tools in it.',
  });
};

/** When the image is pulled, where that was asked for. */
export const pullPolicyRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  if (wishes.imagePullPolicy === undefined) return [];
  return setChange(scene, {
    code: 'pull-policy',
    object: delegate.object,
    path: [...delegate.containerPath, 'imagePullPolicy'],
    value: wishes.imagePullPolicy,
    why:
      wishes.imagePullPolicy === 'Always'
        ? 'Every start asks the registry for the image.'
        : 'Nodes use the image that they have.',
  });
};

const PULL_SECRETS = ['spec', 'template', 'spec', 'imagePullSecrets'] as const;

/** One pull secret more, where that was asked for. */
export const pullSecretRule: PatchRule = (scene) => {
  const {delegate, wishes} = scene;
  const {object} = delegate;
  const {pullSecret} = wishes;
  const present = listAt(podSpecOf(scene), 'imagePullSecrets');
  if (pullSecret === undefined || present.some((entry) => textAt(entry, 'name') === pullSecret)) return [];
  const path = [...PULL_SECRETS, present.length];
  // An empty list in brackets and a missing one are both filled by their first item.
  const exists = at(object.value, ...PULL_SECRETS) !== undefined;
  return [
    changeOf(scene, {
      code: 'pull-secret',
      object,
      path: PULL_SECRETS,
      edits: [
        exists
          ? {...target(object, path), kind: 'insert', value: {name: pullSecret}}
          : {...target(object, PULL_SECRETS), kind: 'insert', value: [{name: pullSecret}]},
      ],
      to: pullSecret,
      why: 'Nodes pull the image with the login in this Secret.',
    }),
  ];
};
