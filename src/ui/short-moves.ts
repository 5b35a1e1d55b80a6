/** Ink steps over unchanged lines one by one, three bytes each; one longer step means the same. */
const STEPS_DOWN = /(?:\u001b\[E){2,}/g;
const STEP_LENGTH = 3;

/** The same terminal output in fewer bytes. Source: ECMA-48, cursor next line. */
export function shortenMoves(output: string): string {
  return output.replace(STEPS_DOWN, (steps) => `\u001b[${steps.length / STEP_LENGTH}E`);
}

/** The same stream, but what is written to it is shortened on its way. */
export function withShortMoves(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: [callback?: () => void]): boolean =>
    stdout.write(typeof chunk === 'string' ? shortenMoves(chunk) : chunk, ...rest);
  return new Proxy(stdout, {
    get: (target, property): unknown => {
      if (property === 'write') return write;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
