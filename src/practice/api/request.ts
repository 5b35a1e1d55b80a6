import type {IncomingMessage} from 'node:http';
import {parse} from '../../domain/bounded-yaml.ts';
import {isDeep} from '../../domain/deploy/json.ts';
import {isMap, type JsonMap} from '../objects.ts';
import {ApiError, badRequest} from './api-error.ts';
import {isProtobuf, readProtobuf} from './protobuf.ts';

/** One request to the API, body read. */
export type ApiRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};

/** A plain answer. Streams are written by who serves them. */
export type Answer = {
  code: number;
  body: JsonMap | string | Buffer;
  headers?: Readonly<Record<string, string>>;
};

const BODY_LIMIT = 3 * 1024 * 1024;

/** Reads a request to its end; throws an ApiError when it is larger than the API server takes. */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT)
      throw new ApiError({
        code: 413,
        reason: 'RequestEntityTooLarge',
        message: `Request entity too large: limit is ${BODY_LIMIT}`,
      });
    chunks.push(chunk);
  }
  return requestOf(message, Buffer.concat(chunks));
}

/** A request with the body that was read of it, if any. */
export function requestOf(message: IncomingMessage, body: Buffer = Buffer.alloc(0)): ApiRequest {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body,
  };
}

/** The body as an object; JSON, or YAML where kubectl may send it. Throws an ApiError. */
export function bodyObject(request: ApiRequest): JsonMap {
  const value = bodyValue(request);
  if (!isMap(value)) throw badRequest("couldn't get version/kind; json parse error: not an object");
  return value;
}

/** The body's value; kubectl sends some kinds as protobuf. */
export function bodyValue({body, headers}: ApiRequest): unknown {
  if (isProtobuf(body)) {
    const read = readProtobuf(body);
    if (read) return read;
    throw new ApiError({
      code: 415,
      reason: 'UnsupportedMediaType',
      message: 'the practice cluster takes this kind as JSON or YAML only: use kubectl apply -f FILE',
    });
  }
  const text = body.toString('utf8');
  if (text === '') return {};
  const value = textValue(text, headers);
  if (isDeep(value)) throw badRequest('json: exceeded max depth');
  return value;
}

function textValue(text: string, headers: ApiRequest['headers']): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!/yaml/.test(headers['content-type'] ?? ''))
      throw badRequest(`couldn't get version/kind; json parse error: ${String(error)}`);
  }
  try {
    return parse(text, {version: '1.1', maxAliasCount: 100});
  } catch (error) {
    throw badRequest(`error decoding YAML: ${String(error)}`);
  }
}

/** The part of the user agent before the slash: who writes, when no field manager is named. */
export const managerOf = ({query, headers}: ApiRequest): string =>
  query.get('fieldManager') ?? (headers['user-agent'] ?? '').split('/')[0] ?? 'unknown';

export const isDryRun = ({query}: ApiRequest): boolean => query.getAll('dryRun').includes('All');
