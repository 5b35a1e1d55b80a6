/** How fast time passes on the practice cluster, as one sentence; nothing where it passes as in life. */
export const speedWords = (speed: number): string =>
  speed === 1 ? '' : `Time passes ${speed} times as fast there as in life.`;
