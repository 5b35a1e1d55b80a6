/**
 * Remembers what was told: true for what was not told before. Only the last `most` are kept, so that a watch of days
 * does not fill the memory; what is asked about again and again is never forgotten.
 */
export function toldBefore(most: number): (key: string) => boolean {
  const told = new Set<string>();
  return (key) => {
    const isNew = !told.delete(key);
    told.add(key);
    const [oldest = key] = told.size > most ? told : [];
    if (oldest !== key) told.delete(oldest);
    return isNew;
  };
}
