const HEX = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/i;
const BASE64 = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=/g;
const HEX_ONLY = /^[0-9a-f]{32}$/i;

/** Does the text hold something of a delegate token's form: 32 hex digits, plain or in base64? Longer digests do not count. */
function looksLikeToken(text: string): boolean {
  if (HEX.test(text)) return true;
  return Array.from(text.matchAll(BASE64)).some(([word]) =>
    HEX_ONLY.test(Buffer.from(word, 'base64').toString('latin1')),
  );
}

/** A JSON value without the entries that look like a token, and how many those were. */
export function withoutTokens(value: unknown): {value: unknown; dropped: number} {
  let dropped = 0;
  const refuse = (item: unknown) => {
    const refused = typeof item === 'string' && looksLikeToken(item);
    if (refused) dropped++;
    return refused;
  };
  const clean = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.filter((entry) => !refuse(entry)).map(clean);
    if (typeof item !== 'object' || item === null) return item;
    const kept = Object.entries(item).filter(([key, entry]) => !refuse(key) && !refuse(entry));
    return Object.fromEntries(kept.map(([key, entry]) => [key, clean(entry)]));
  };
  if (refuse(value)) return {value: undefined, dropped};
  return {value: clean(value), dropped};
}
