/** Takes the place of a regular expression in the bundle, see `bundle-plugins.js`. */
const EMOJI = /^\p{Emoji_Presentation}$/u;
/** Only two of them make an emoji. */
const FLAG_LETTER = /^[\u{1f1e6}-\u{1f1ff}]$/u;

let sequences: RegExp | undefined;

/**
 * Tests as `/^\p{RGI_Emoji}$/v` does. That one takes some 20 ms to be made, so a character by itself is told by a
 * property, and the expression is made for the first text of several.
 * Source: Unicode Technical Standard 51, emoji sets.
 */
export const emojiSequences = {
  test(text: string): boolean {
    const length = (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
    if (text.length <= length) return EMOJI.test(text) && !FLAG_LETTER.test(text);
    // Spelt so that the bundler, which knows the flag and not every Node that does, leaves it to Node.
    sequences ??= new RegExp('^\\p{RGI_Emoji}$', 'v');
    return sequences.test(text);
  },
};
