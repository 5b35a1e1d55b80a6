interface Rule {
  readonly isException: boolean;
  readonly matches: (path: string) => boolean;
}

/** From one place in a path, the places at which the rest of the pattern may go on. */
const STEPS: Readonly<Record<string, (path: string, at: number) => readonly number[]>> = {
  '?': (path, at) => (at < path.length && path[at] !== '/' ? [at + 1] : []),
  '*': (path, at) => {
    const end = path.indexOf('/', at);
    return range(at, end === -1 ? path.length : end);
  },
  '**/': (path, at) => [at, ...range(at + 1, path.length).filter((place) => path[place - 1] === '/')],
  '/**': (path, at) => (path[at] === '/' ? range(at + 1, path.length) : []),
};

const range = (from: number, to: number): number[] =>
  Array.from({length: Math.max(0, to - from + 1)}, (_, index) => from + index);

const literal = (text: string) => (path: string, at: number) =>
  path.startsWith(text, at) ? [at + text.length] : [];

/**
 * True for a path that the whole pattern fits. All ways go on together, so that no pattern takes long.
 * Source: gitignore(5), "Pattern format"; classes in brackets count as what they say.
 */
function fits(pattern: string, path: string): boolean {
  const parts = pattern.split(/(\*\*\/|\/\*\*|\*|\?)/).filter((part) => part !== '');
  const ends = parts.reduce<ReadonlySet<number>>(
    (places, part) => {
      const step = STEPS[part] ?? literal(part);
      return new Set([...places].flatMap((at) => step(path, at)));
    },
    new Set([0]),
  );
  return ends.has(path.length);
}

/** The directories of a path and itself, from the top: `a/`, `a/b`. */
const withParents = (path: string): string[] =>
  path
    .split('/')
    .map(
      (name, index, all) => all.slice(0, index).concat(name).join('/') + (index < all.length - 1 ? '/' : ''),
    );

function ruleOf(line: string): Rule {
  const isException = line.startsWith('!');
  const pattern = isException ? line.slice(1) : line;
  const isDirectory = pattern.endsWith('/');
  const bare = pattern.replace(/\/+$/, '');
  // Without a slash in it, a pattern is for names at any depth.
  const whole = bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`;
  return {
    isException,
    matches: (path) =>
      withParents(path).some(
        (part) => (!isDirectory || part.endsWith('/')) && fits(whole, part.replace(/\/$/, '')),
      ),
  };
}

const patternsIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Files that a pattern of ours is for. */
function samples(pattern: string): string[] {
  const name = pattern.replace(/^\//, '').replace(/[*/]$/, '');
  if (pattern.endsWith('/')) return [`${name}/file`];
  return pattern.endsWith('*') ? [name, `${name}.backup`] : [name];
}

/**
 * Lines of an ignore file that we would write, which another one in its place does not make up for: some of what they
 * keep out would be taken. Both are whole texts. Never throws.
 */
export function unignoredLines(own: string, wanted: string): string[] {
  const rules = patternsIn(own).map(ruleOf);
  // The last pattern that fits decides.
  const isIgnored = (path: string) => rules.findLast(({matches}) => matches(path))?.isException === false;
  return patternsIn(wanted).filter((pattern) => !samples(pattern).every(isIgnored));
}
