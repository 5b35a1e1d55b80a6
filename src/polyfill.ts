/**
 * What Ink calls and Node 20 lacks. Must be the first import of the bundle.
 * Source: Promise.withResolvers, ECMAScript 2024; in Node from version 22.
 */
interface Resolvers<T> {
  promise: Promise<T>;
  resolve: (value: T | PromiseLike<T>) => void;
  reject: (reason?: unknown) => void;
}

function withResolvers<T>(this: PromiseConstructor): Resolvers<T> {
  const parts: Partial<Resolvers<T>> = {};
  parts.promise = new this<T>((resolve, reject) => {
    parts.resolve = resolve;
    parts.reject = reject;
  });
  return parts as Resolvers<T>;
}

if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', {value: withResolvers, configurable: true, writable: true});
}
