import {setTimeout as pause} from 'node:timers/promises';

/** Between two looks: short beside what is waited for, long enough to leave the processor to it. */
const LOOK_EVERY_MS = 10;

/** For loops that look at something again and again. */
export const nextLook = (): Promise<void> => pause(LOOK_EVERY_MS);

/** Resolves when it has become true; the time limit of the test ends a wait for what never comes. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await nextLook();
}
