import {pathToFileURL} from 'node:url';
import {text} from 'node:stream/consumers';

/** What the parent asks for: `(await import(module))[name](argument)`, then perhaps a method of the result. */
export interface PlainUserCall {
  readonly module: string;
  readonly name: string;
  readonly argument: unknown;
  readonly method?: {readonly name: string; readonly argument?: unknown};
}
export interface PlainUserResult {
  readonly value?: unknown;
  readonly error?: {readonly name: string; readonly message: string};
}

type Callable = (argument: unknown) => unknown;

async function collect(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return value;
  const items: unknown[] = [];
  for await (const item of value as AsyncIterable<unknown>) items.push(item);
  return items;
}

async function answer(call: PlainUserCall): Promise<PlainUserResult> {
  try {
    const module = (await import(pathToFileURL(call.module).href)) as Record<string, Callable>;
    const made = await module[call.name]?.(call.argument);
    const {method} = call;
    const value =
      method === undefined ? made : await (made as Record<string, Callable>)[method.name]?.(method.argument);
    return {value: await collect(value)};
  } catch (error) {
    const {name, message} = error as Error;
    return {error: {name, message}};
  }
}

process.stdout.write(JSON.stringify(await answer(JSON.parse(await text(process.stdin)) as PlainUserCall)));
