/** How builders read the words of LABEL and ENV. `new` is BuildKit's, `old` that of Docker before it and of Buildah 1.14. */
export type WordRules = 'new' | 'old';

/** The `key=word` pairs of a LABEL instruction's arguments, decoded. Throws on an unterminated quote. */
export function decodePairs(text: string, rules: WordRules): [string, string][] {
  return splitWords(text).map((word) => {
    const equals = word.indexOf('=');
    return [word.slice(0, equals), decodeWord(word.slice(equals + 1), rules)];
  });
}

/** Words stand apart by blanks outside of quotes; escapes are kept. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === '' && /\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (character === '\\' && quote !== "'") {
      word += character + text.charAt(++at);
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    word += character;
  }
  if (quote !== '') throw new Error(`unterminated ${quote} in ${text}`);
  return word === '' ? words : [...words, word];
}

function decodeWord(word: string, rules: WordRules): string {
  const escapable = rules === 'new' ? '"$\\' : '"$';
  let out = '';
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const character = word.charAt(at);
    const next = word.charAt(at + 1);
    if (quote === "'" ? character === "'" : character === '"' && quote === '"') quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === '\\' && quote === '') out += word.charAt(++at);
    else if (character === '\\' && quote === '"' && next !== '' && escapable.includes(next))
      out += word.charAt(++at);
    else if (character === '$' && quote !== "'") throw new Error(`a variable would be expanded in ${word}`);
    else out += character;
  }
  if (quote !== '') throw new Error(`unterminated ${quote} in ${word}`);
  return out;
}
