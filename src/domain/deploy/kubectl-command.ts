import {shellWord} from '../shell.ts';
import {sanitiseLine} from '../text.ts';

/** Where a command goes. */
export interface CommandPlace {
  readonly context: string;
  /** Left out for what belongs to no namespace. */
  readonly namespace?: string;
}

/**
 * A kubectl command for people to copy. It always names its cluster: theirs may be another one by then. Every word
 * is safe to print, and quoted for a POSIX shell where it has to be.
 */
export function kubectlCommand({context, namespace}: CommandPlace, ...words: readonly string[]): string {
  const word = (text: string): string => shellWord(sanitiseLine(text));
  const place = namespace === undefined ? [] : ['-n', word(namespace)];
  return ['kubectl', `--context=${word(context)}`, ...place, ...words.map(word)].join(' ');
}
