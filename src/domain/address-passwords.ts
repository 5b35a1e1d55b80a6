/** No blank, nothing that ends this part of an address, and not the quote that ends a word of JSON. */
const part = (ends: string): string => `(?:[^\\s"${ends}]|"(?![,:}\\]]))`;
/** Bounded, so that hostile text does not make it slow. */
const ADDRESS = new RegExp(
  `\\b([a-z][a-z0-9+.-]{0,20}://${part('/:@')}{0,256}:)(${part('/@')}{1,256})@`,
  'gi',
);
/** `$(NAME)`: the value comes from somewhere else. */
const REFERENCE = /^\$[({][^)}]*[)}]$/;

/** True for `$(NAME)` and `${NAME}`: what it leads to stands elsewhere. */
export const isReference = (value: string): boolean => REFERENCE.test(value);

/** The password in an address, as in `https://user:password@host`. */
export interface AddressPassword {
  /** What stands before it in the address. */
  readonly front: string;
  readonly password: string;
  /** Where the password begins in the text. */
  readonly at: number;
}

/** Every password in the addresses of a text, in its order. */
export const addressPasswords = (text: string): AddressPassword[] =>
  Array.from(text.matchAll(ADDRESS)).flatMap(({index, 1: front = '', 2: password = ''}) =>
    isReference(password) ? [] : [{front, password, at: index + front.length}],
  );

/** A text with something else in the place of every password in its addresses. */
export const replaceAddressPasswords = (text: string, replacement: (password: string) => string): string =>
  text.replace(ADDRESS, (whole, front: string, password: string) =>
    isReference(password) ? whole : `${front}${replacement(password)}@`,
  );
