import {setFlagsFromString} from 'node:v8';

/** Read anew by V8 whenever it thinks about room; kept code does not depend on them. Source: `node --v8-options`. */
const SMALL = ['--semi-space-growth-factor=1', '--heap-growing-percent=30'];
/** V8's own values; 0 leaves the growth to V8. */
const USUAL = ['--semi-space-growth-factor=2', '--heap-growing-percent=0'];

/**
 * Lets V8 collect a little more often instead of keeping room: lists and changes are read and forgotten at once, and
 * a watch stands for hours on hosts of others. The room for new objects stays as it is, the one for old objects grows
 * by a third at most between two collections. The function returned sets it back.
 */
export function smallHeap(): () => void {
  for (const flag of SMALL) setFlagsFromString(flag);
  return () => {
    for (const flag of USUAL) setFlagsFromString(flag);
  };
}
