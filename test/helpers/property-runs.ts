/** How many runs a property gets: so many in `npm test`, and `DELEGATE_TUI_RUNS` times as many when that is set. */
export function propertyRuns(usual: number): number {
  const times = Number(process.env['DELEGATE_TUI_RUNS'] ?? '1');
  return Number.isInteger(times) && times > 0 ? usual * times : usual;
}
