const LONE_SURROGATES = /\p{Surrogate}/gu;
/** What is shorter stands in too many other words. */
const MIN_LENGTH = 8;
const TEXT = /^[\x20-\x7e]+$/;

const binary = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
/** UTF-8 text in base64. */
export const encodedBase64 = (text: string): string => btoa(binary(new TextEncoder().encode(text)));
const withoutPadding = (encoded: string): string => encoded.replace(/=+$/, '');
const url = (encoded: string): string => encoded.replaceAll('+', '-').replaceAll('/', '_');
const hex = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What stays the same of the base64 of any text that has this one in it: it depends on where this one begins. */
function insideBase64(text: string): string[] {
  const {length} = new TextEncoder().encode(text);
  return [0, 1, 2].map((before) => {
    const encoded = encodedBase64('-'.repeat(before) + text);
    // A sextet that has bits of a neighbour is another one each time.
    return encoded.slice(before === 0 ? 0 : before + 1, Math.floor(((before + length) * 8) / 6));
  });
}

/** What a secret says that is base64 of a text: some programs print that. Empty where it is none. */
export function decodedBase64(secret: string): string {
  try {
    const text = atob(secret);
    return TEXT.test(text) ? text : '';
  } catch {
    return '';
  }
}

/** Forms of the whole secret, however short it is. */
function wholeForms(secret: string): string[] {
  const encoded = encodedBase64(secret);
  const escaped = encodeURIComponent(secret);
  return [
    encoded,
    withoutPadding(encoded),
    withoutPadding(url(encoded)),
    encodeURIComponent(encoded),
    escaped,
    escaped.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/** Forms in the middle of something that is encoded as a whole, like `user:password`. */
function innerForms(secret: string): string[] {
  const inside = [...insideBase64(secret), ...insideBase64(encodedBase64(secret))];
  const digits = hex(secret);
  return [...inside, ...inside.map(url), digits, digits.toUpperCase()];
}

/** The ways in which a secret shows up in what other programs print, itself among them; none is empty. */
export function secretSpellings(secret: string): string[] {
  const plain = [secret, secret.trim()].filter((one) => one !== '');
  const long = plain.flatMap((one) => [withoutPadding(one), decodedBase64(one)]);
  const all = [...plain, ...long.filter((one) => one.length >= MIN_LENGTH)];
  const spellings = [...new Set(all)].flatMap((one) => {
    const wellFormed = one.replace(LONE_SURROGATES, '\uFFFD');
    const inner = innerForms(wellFormed).filter(({length}) => length >= MIN_LENGTH);
    return [one, ...wholeForms(wellFormed), ...inner];
  });
  return [...new Set(spellings)];
}
