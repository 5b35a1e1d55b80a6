import {sanitiseLine} from '../text.ts';
import {kubectlName, type ObjectRef} from './object-ref.ts';

const LINE = /^(\S+\/\S+) (?:serverside-applied|created|configured|unchanged)(?: \(.*\))?$/;

/** The object that a line of `kubectl apply` reports; `undefined` for lines that report none of them. */
export function appliedObject(line: string, objects: readonly ObjectRef[]): ObjectRef | undefined {
  const name = LINE.exec(line.trim())?.[1]?.toLowerCase();
  return name === undefined ? undefined : objects.find((ref) => kubectlName(ref).toLowerCase() === name);
}

/** A field that somebody else manages. */
export interface FieldConflict {
  /** `.spec.template.spec.containers[name="delegate"].image` */
  readonly field: string;
  readonly manager: string;
}

const HEAD =
  /conflicts? with "((?:[^"\\]|\\.)*)"(?: with subresource "[^"]*")?(?: using [^:\s]+)?:? *(\.\S.*)?$/;
const ITEM = /^\s*- (\..+)$/;

/** Conflicts in what the API server answers to a server-side apply; empty when it was refused for another reason. */
export function parseConflicts(message: string): FieldConflict[] {
  if (!/Apply failed with \d+ conflicts?/.test(message)) return [];
  const conflicts: FieldConflict[] = [];
  let manager: string | undefined;
  for (const line of message.split('\n')) {
    const head = HEAD.exec(line);
    if (head !== null) {
      manager = sanitiseLine(head[1] ?? '', {maxLength: 128});
      if (head[2] !== undefined) conflicts.push({manager, field: sanitiseLine(head[2], {maxLength: 300})});
      continue;
    }
    const field = ITEM.exec(line)?.[1];
    if (field === undefined) continue;
    conflicts.push({manager: manager ?? 'another manager', field: sanitiseLine(field, {maxLength: 300})});
  }
  return conflicts;
}
