import {isPlainObject} from '../domain/merge.ts';
import {parsePresetText} from '../domain/preset-text.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {PresetFile} from '../services/preset-files.ts';

/** `description: words` on one line of its own that does not go on below, without quotes and comments. */
const PLAIN = /^description: ([A-Za-z][^:#\n]*?) *\n(?![ \t])/m;

/**
 * What a preset says about itself, safe to print; empty when it says nothing. Presets that come with the program are
 * well-formed, and to parse them all takes longer than to read the one line of each.
 */
export function presetDescription({origin, path, text}: Omit<PresetFile, 'name'>): string {
  const plain = origin === 'built-in' ? PLAIN.exec(text)?.[1] : undefined;
  const description = plain ?? parsed(text, path);
  return typeof description === 'string' ? sanitiseLine(description, {maxLength: 300}) : '';
}

function parsed(text: string, file: string): unknown {
  const {answers} = parsePresetText({text, file});
  return isPlainObject(answers) ? answers['description'] : undefined;
}
