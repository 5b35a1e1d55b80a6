import {createHash} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';

/*
 * The server's side of RFC 6455, as far as kubectl needs it: no extensions, messages of one stream each. The package
 * `ws` would do it too, for a hundred kilobytes more in every bundle of a program that opens one such connection,
 * with itself.
 */

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const MAX_MESSAGE = 1024 * 1024;
const OPCODE = {continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10} as const;
/** Codes with which a connection ends. */
export const CLOSE = {normal: 1000, protocolError: 1002, tooLarge: 1009} as const;

/** A connection after its handshake. */
export type WebSocket = {
  /** Sends a binary message; false when it has to wait until `onDrain`. */
  send(message: Buffer): boolean;
  /** Says that nothing more comes, and ends it. */
  close(code: (typeof CLOSE)[keyof typeof CLOSE]): void;
};

export type WebSocketEvents = {
  onMessage: (message: Buffer) => void;
  onDrain: () => void;
  /** The other side has gone, in whatever way. Comes once. */
  onEnd: () => void;
};

type Frame = {final: boolean; opcode: number; payload: Buffer};

/** A frame of this kind; the server's are not masked. Source: RFC 6455, 5.2. */
export function frameOf(opcode: number, payload: Buffer): Buffer {
  const {length} = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

/** The first frame of the bytes and how many it takes; undefined while it is not all there. Clients mask theirs. */
export function readFrame(
  bytes: Buffer,
): {frame: Frame; size: number} | 'too-large' | 'unmasked' | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  if ((second & 0x80) === 0) return 'unmasked';
  const short = second & 0x7f;
  const more = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + more + 4) return undefined;
  const length = more === 0 ? short : more === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (length > MAX_MESSAGE) return 'too-large';
  const at = 2 + more + 4;
  if (bytes.length < at + length) return undefined;
  const mask = bytes.subarray(at - 4, at);
  const payload = Buffer.from(bytes.subarray(at, at + length));
  for (let index = 0; index < length; index++)
    payload.writeUInt8(payload.readUInt8(index) ^ mask.readUInt8(index % 4), index);
  return {frame: {final: (first & 0x80) !== 0, opcode: first & 0x0f, payload}, size: at + length};
}

/** Answers the handshake and then reads messages. `head`: what came after the request already. */
export function acceptWebSocket(
  {
    message,
    socket,
    head,
    protocol,
  }: {message: IncomingMessage; socket: Duplex; head: Buffer; protocol: string},
  {onMessage, onDrain, onEnd}: WebSocketEvents,
): WebSocket {
  const accept = createHash('sha1').update(`${message.headers['sec-websocket-key'] ?? ''}${GUID}`);
  let unread: Buffer = head;
  let begun: Buffer[] = [];
  /** Nothing more is read. */
  let isOver = false;
  let hasEnded = false;
  const write = (opcode: number, payload: Buffer): boolean =>
    !socket.writable || socket.write(frameOf(opcode, payload));
  const close: WebSocket['close'] = (code) => {
    isOver = true;
    const reason = Buffer.alloc(2);
    reason.writeUInt16BE(code);
    write(OPCODE.close, reason);
    socket.end();
  };
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd();
  };
  const take = ({final, opcode, payload}: Frame): void => {
    if (opcode === OPCODE.ping) write(OPCODE.pong, payload);
    if (opcode === OPCODE.close) {
      close(CLOSE.normal);
      end();
    }
    if (opcode > OPCODE.binary) return;
    begun.push(payload);
    if (begun.reduce((sum, part) => sum + part.length, 0) > MAX_MESSAGE) return close(CLOSE.tooLarge);
    if (!final) return;
    const whole = Buffer.concat(begun);
    begun = [];
    onMessage(whole);
  };
  const takeNext = (): boolean => {
    const found = isOver ? undefined : readFrame(unread);
    if (typeof found === 'string') close(found === 'too-large' ? CLOSE.tooLarge : CLOSE.protocolError);
    if (found === undefined || typeof found === 'string') return false;
    unread = unread.subarray(found.size);
    take(found.frame);
    return true;
  };
  const read = (bytes: Buffer): void => {
    unread = isOver ? Buffer.alloc(0) : Buffer.concat([unread, bytes]);
    while (takeNext());
  };

  socket.on('data', read).on('drain', onDrain).on('end', end).on('close', end);
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept.digest('base64')}`,
      `Sec-WebSocket-Protocol: ${protocol}`,
      '',
      '',
    ].join('\r\n'),
  );
  read(Buffer.alloc(0));
  return {send: (payload) => write(OPCODE.binary, payload), close};
}
