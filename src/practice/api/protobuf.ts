import type {JsonMap} from '../objects.ts';

/**
 * How a protobuf message reads: per field number its name, and what is in it. `text`, or another message; a list
 * when the name ends in `[]`, a map of texts or bytes when it ends in `{}`.
 */
type Message = Readonly<Record<number, readonly [name: string, holds: 'text' | 'bytes' | Message]>>;

const MAGIC = Buffer.from('k8s\0');

/** True for a body in Kubernetes' protobuf envelope. */
export const isProtobuf = (body: Buffer): boolean => body.subarray(0, MAGIC.length).equals(MAGIC);

/** Fields that have a length, in order. Source: Protocol Buffers, encoding. */
function lengthFields(message: Buffer): [number: number, value: Buffer][] {
  const fields: [number, Buffer][] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = message[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value >>> 0;
  };
  while (at < message.length) {
    const tag = varint();
    if ((tag & 7) === 0) varint();
    else if ((tag & 7) === 2) {
      const length = varint();
      fields.push([tag >>> 3, message.subarray(at, at + length)]);
      at += length;
    } else break;
  }
  return fields;
}

function readMessage(message: Buffer, shape: Message): JsonMap {
  const found: JsonMap = {};
  for (const [number, value] of lengthFields(message)) {
    const [name = '', holds] = shape[number] ?? [];
    if (holds === undefined || value.length === 0) continue;
    if (name.endsWith('{}')) {
      const entry = new Map(lengthFields(value));
      const key = (entry.get(1) ?? Buffer.alloc(0)).toString('utf8');
      const held = (entry.get(2) ?? Buffer.alloc(0)).toString(holds === 'bytes' ? 'base64' : 'utf8');
      found[name.slice(0, -2)] = {...(found[name.slice(0, -2)] as JsonMap | undefined), [key]: held};
      continue;
    }
    const read = typeof holds === 'string' ? value.toString('utf8') : readMessage(value, holds);
    if (name.endsWith('[]'))
      found[name.slice(0, -2)] = [...((found[name.slice(0, -2)] as unknown[] | undefined) ?? []), read];
    else found[name] = read;
  }
  return found;
}

const METADATA: Message = {
  1: ['name', 'text'],
  2: ['generateName', 'text'],
  3: ['namespace', 'text'],
  11: ['labels{}', 'text'],
  12: ['annotations{}', 'text'],
};
const SUBJECT: Message = {
  1: ['kind', 'text'],
  2: ['apiGroup', 'text'],
  3: ['name', 'text'],
  4: ['namespace', 'text'],
};
const ROLE: Message = {1: ['apiGroup', 'text'], 2: ['kind', 'text'], 3: ['name', 'text']};
const BINDING: Message = {1: ['metadata', METADATA], 2: ['subjects[]', SUBJECT], 3: ['roleRef', ROLE]};
const ATTRIBUTES: Message = {
  1: ['namespace', 'text'],
  2: ['verb', 'text'],
  3: ['group', 'text'],
  4: ['version', 'text'],
  5: ['resource', 'text'],
  6: ['subresource', 'text'],
  7: ['name', 'text'],
};

/** Kinds that kubectl sends as protobuf: `kubectl create …` of the simple ones, and "may I?". */
const KINDS: Readonly<Record<string, Message>> = {
  Namespace: {1: ['metadata', METADATA]},
  Secret: {
    1: ['metadata', METADATA],
    2: ['data{}', 'bytes'],
    3: ['type', 'text'],
    4: ['stringData{}', 'text'],
  },
  ConfigMap: {1: ['metadata', METADATA], 2: ['data{}', 'text']},
  ServiceAccount: {1: ['metadata', METADATA]},
  RoleBinding: BINDING,
  ClusterRoleBinding: BINDING,
  DeleteOptions: {},
  SelfSubjectAccessReview: {2: ['spec', {1: ['resourceAttributes', ATTRIBUTES]}]},
};

const TYPE: Message = {1: ['apiVersion', 'text'], 2: ['kind', 'text']};

/** The object in a protobuf body; undefined for kinds that are not read. Source: Kubernetes, runtime.Unknown. */
export function readProtobuf(body: Buffer): JsonMap | undefined {
  const envelope = new Map(lengthFields(body.subarray(MAGIC.length)));
  const type = readMessage(envelope.get(1) ?? Buffer.alloc(0), TYPE);
  const shape = KINDS[String(type['kind'])];
  return shape && {...type, ...readMessage(envelope.get(2) ?? Buffer.alloc(0), shape)};
}
