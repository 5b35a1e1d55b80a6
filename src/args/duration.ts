const PARTS = /^(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?(?:(\d{1,6})s?)?$/;

/** Longer than a week is a slip of the hand. */
const LONGEST_MS = 7 * 24 * 3600 * 1000;

/** `90`, `90s`, `2m`, `1h30m` -> milliseconds; `undefined` for anything else. A number alone is seconds. */
export function parseDuration(text: string): number | undefined {
  const parts = PARTS.exec(text.trim());
  if (parts === null || text.trim() === '') return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const ms = (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
  return ms <= LONGEST_MS ? ms : undefined;
}
