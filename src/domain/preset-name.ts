/** Windows takes some words for devices, and a point at the end for nothing. Source: Microsoft, "Naming Files". */
const NAME = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?$/;

/** True for a name of a preset that can be a file name everywhere. */
export const isPresetName = (name: string): boolean => NAME.test(name);

/** What a name must be, as a sentence. */
export const PRESET_NAME_RULE =
  'Use lower-case letters, digits, dots, dashes and underscores, at most 64, starting with a letter or digit.';
