/** Source: Harness docs, configure delegate metrics. */
const METRIC = /^io_harness_custom_metric_delegate_connected(?:\{[^}\n]*\})?[ \t]+([0-9.eE+-]+)/gm;

/** What a delegate's own metrics say about its connection to Harness; `undefined` when they say nothing. */
export function connectedIn(metrics: string): boolean | undefined {
  const values = [...metrics.matchAll(METRIC)].map(([, value]) => Number(value));
  return values.length === 0 ? undefined : values.some((value) => value > 0);
}
