import type {YamlEdit} from './edit-types.ts';

type Collection = Record<string | number, unknown>;

const isCollection = (value: unknown): value is Collection => typeof value === 'object' && value !== null;

/** Writes out what aliases share: a change at one place must not show at the others. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isCollection(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}

/** The value that a document has after an edit, as a new value. The measure of what was done to its text. */
export function editedValue(value: unknown, edit: YamlEdit): unknown {
  const root: Collection = {top: copyOf(value)};
  let node = root;
  const path = ['top', ...edit.path];
  const last = path.pop() ?? 'top';
  for (const [depth, key] of path.entries()) {
    const next = path[depth + 1] ?? last;
    if (!isCollection(node[key])) node[key] = typeof next === 'number' ? [] : {};
    node = node[key] as Collection;
  }
  change(node, last, edit);
  return root['top'];
}

function change(node: Collection, key: string | number, edit: YamlEdit): void {
  if (edit.kind === 'set') node[key] = edit.value;
  if (edit.kind === 'insert') {
    if (Array.isArray(node)) node.splice(Number(key), 0, edit.value);
    else node[key] = edit.value;
  }
  if (edit.kind === 'remove') {
    if (Array.isArray(node)) node.splice(Number(key), 1);
    else delete node[key];
  }
  if (edit.kind === 'rename') {
    node[edit.to] = node[key];
    delete node[key];
  }
}
