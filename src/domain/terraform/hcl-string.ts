/** What HCL gives a meaning inside quotes, and how it is written. Source: HCL native syntax specification. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '"': String.raw`\"`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** Controls, line ends of other standards and characters that cannot be seen; `\` and `"` among them. */
const SPECIAL = /[\\"]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return (
    ESCAPES[character] ??
    (code > 0xff_ff
      ? String.raw`\U${code.toString(16).padStart(8, '0')}`
      : String.raw`\u${code.toString(16).padStart(4, '0')}`)
  );
};

/**
 * A text as a quoted string of HCL: nothing in it is a template, an escape or a line end. Terraform reads the
 * same text, in Unicode's composed form (NFC).
 */
export const hclString = (text: string): string =>
  `"${text.replaceAll(SPECIAL, escaped).replaceAll(/[$%](?=\{)/g, '$&$&')}"`;
