/** One reading, minutes after the start. */
export interface Sample {
  readonly minute: number;
  readonly value: number;
}

/** How a figure went over a long run. */
export interface Course {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Of the straight line through what came after the warm-up. */
  readonly perHour: number;
  readonly verdict: 'flat' | 'grows' | 'too short to judge';
}

/** Slope of the line with the least squares, a minute; 0 when there is no line. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
  const middle = mean(samples.map(({minute}) => minute));
  const level = mean(samples.map(({value}) => value));
  const spread = samples.reduce((total, {minute}) => total + (minute - middle) ** 2, 0);
  if (spread === 0) return 0;
  return samples.reduce((total, {minute, value}) => total + (minute - middle) * (value - level), 0) / spread;
}

/** The value in the middle; the lower one of two. */
export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/**
 * Judges whether a figure stays where it is. `warmUp` and `shortest` are minutes: what comes before is left out, and
 * less than that says nothing. `bound`: so much an hour is growth.
 */
export function courseOf(
  samples: readonly Sample[],
  {warmUp, shortest, bound}: {readonly warmUp: number; readonly shortest: number; readonly bound: number},
): Course {
  const first = samples[0]?.minute ?? 0;
  const warm = samples.filter(({minute}) => minute - first >= warmUp);
  const judged = warm.length > 1 ? warm : samples;
  const values = judged.map(({value}) => value);
  const perHour = slopeOf(judged) * 60;
  const length = (warm.at(-1)?.minute ?? 0) - (warm[0]?.minute ?? 0);
  return {
    min: Math.min(...values),
    median: medianOf(values),
    max: Math.max(...values),
    perHour,
    verdict: length < shortest ? 'too short to judge' : perHour > bound ? 'grows' : 'flat',
  };
}
