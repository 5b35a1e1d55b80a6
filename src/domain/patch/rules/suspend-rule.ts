import {at} from '../../deploy/json.ts';
import {changeOf, shownValue, target, type PatchRule} from '../scene.ts';

const SUSPEND = ['spec', 'suspend'] as const;

/** The upgrader would put the image of Harness in the place of the custom one. Source: Harness docs, custom delegate images. */
export const suspendRule: PatchRule = (scene) =>
  scene.upgraders.own.flatMap(({object}) => {
    const old = at(object.value, ...SUSPEND);
    if (old === true) return [];
    const place = target(object, SUSPEND);
    return [
      changeOf(scene, {
        code: 'suspend',
        object,
        path: SUSPEND,
        edits: [
          old === undefined
            ? {...place, kind: 'insert', value: true, position: 'first'}
            : {...place, kind: 'set', value: true},
        ],
        from: shownValue(old),
        to: 'true',
        why: "Auto-upgrade is off: the upgrader would put Harness's image in the place of yours within the hour.",
      }),
    ];
  });
