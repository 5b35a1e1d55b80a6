const SCALES: Readonly<Record<string, number>> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** The number that a Kubernetes quantity stands for (bytes, cores, pieces); NaN when it is none. */
export function quantityValue(text: unknown): number {
  const [, number = '', unit = ''] = /^([+-]?[0-9.]+)([A-Za-z]*)$/.exec(String(text)) ?? [];
  return number === '' ? Number.NaN : Number(number) * (SCALES[unit] ?? Number.NaN);
}

/**
 * A quantity as the API server stores it: `0.5` becomes `500m`, `2048Mi` becomes `2Gi`.
 * Source: Kubernetes, apimachinery resource.Quantity, canonical form.
 */
export function canonicalQuantity(quantity: unknown): string {
  const text = String(quantity);
  const value = quantityValue(text);
  if (Number.isNaN(value)) return text;
  const binary = text.endsWith('i');
  if (!Number.isInteger(value)) return `${Math.ceil(value * 1000)}m`;
  if (value === 0) return '0';
  const units = binary ? ['Ti', 'Gi', 'Mi', 'Ki'] : ['T', 'G', 'M', 'k'];
  for (const unit of units) {
    const scale = SCALES[unit] ?? 1;
    if (value % scale === 0) return `${value / scale}${unit}`;
  }
  return String(value);
}
