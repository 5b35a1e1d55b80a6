import {isObject, listAt, textAt, type JsonObject} from '../../domain/deploy/json.ts';
import {objectKey, objectRef} from '../../domain/deploy/object-ref.ts';

/** Objects in what kubectl prints, alone or in lists, by `objectKey`. */
export function objectsIn(answers: readonly unknown[]): Map<string, JsonObject> {
  const objects = answers.flatMap((answer) =>
    textAt(answer, 'kind') === 'List' ? listAt(answer, 'items') : [answer],
  );
  return new Map(
    objects.flatMap((object) => {
      const ref = objectRef(object);
      return ref !== undefined && isObject(object) ? [[objectKey(ref), object] as const] : [];
    }),
  );
}
