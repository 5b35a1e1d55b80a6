/**
 * Characters that stand for what a read says beside its keys. They come from `separatePaste` alone, which drops
 * them from what it is given: no keyboard key that we bind and no pasted text can forge them.
 */
export const PASTE_BEGIN = '\u0091';
export const PASTE_END = '\u0092';
/** A lone Escape in front of another escape sequence, which otherwise reads as one key with Alt. */
export const LONE_ESCAPE = '\u0093';
/** A line end inside pasted text. What is pasted may hold it too, and then it means the same. */
export const LINE_SEPARATOR = '\u2028';
