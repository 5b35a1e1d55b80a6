/** One measured number. */
export interface Figure {
  /** Stable, for comparing one run with another. */
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'B' | 'B/s' | 'kB' | 'MB' | '/s' | 'µs';
  /** As a multiple of bare node in the same run. */
  readonly ratio?: number;
  /** What is aimed at, in words. */
  readonly aim?: string;
}

/** Figures that stand in one table. */
export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** What could not be measured here, and why; a sentence each. */
  readonly missing: readonly string[];
}

/** The middle value; of an even number the upper one of the two. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const DECIMALS: Readonly<Partial<Record<Figure['unit'], number>>> = {MB: 1, µs: 1};

/** A number fit for a table and for a small file. */
export const rounded = ({value, unit}: Pick<Figure, 'value' | 'unit'>): number =>
  Number(value.toFixed(value < 10 ? (DECIMALS[unit] ?? 0) : 0));

/** `1,234 B` */
export const shown = (figure: Pick<Figure, 'value' | 'unit'>): string =>
  `${rounded(figure).toLocaleString('en-US')} ${figure.unit}`.replace(' /s', ' a second');
