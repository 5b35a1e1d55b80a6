/** Ink steps over unchanged lines one by one, three bytes each; one longer step means the same. */
const STEPS_DOWN = /(?:\u001b\[E){2,}/g;
const STEP_LENGTH = 3;

/** The same terminal output in fewer bytes. Source: ECMA-48, cursor next line. */
export function shortenMoves(output: string): string {
  return output.replace(STEPS_DOWN, (steps) => `\u001b[${steps.length / STEP_LENGTH}E`);
}
