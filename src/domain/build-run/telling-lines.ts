/**
 * Lines in which a builder repeats the instruction that it runs. The script of a RUN holds the sentences of all
 * its failures; none of them happened because of that.
 */
const ECHOES: readonly (readonly [pattern: RegExp, kept: string])[] = [
  [/^(?:\[\S+\] )?STEP \d+(?:\/\d+)?: .*$/, ''],
  [/^Step \d+\/\d+ : .*$/, ''],
  [/^#\d+ \[[^\]]*\d+\/\d+\] .*$/, ''],
  // BuildKit's excerpt of the Dockerfile, and its `> [3/4] RUN …:`.
  [/^\s*\d+ \|.*$/, ''],
  [/^ ?> \[[^\]]*\] .*$/, ''],
  [/^.*building at STEP "RUN .*"(: .*)$/, 'Error: building$1'],
  [/^.*building at STEP "(?!RUN )[^"]*"(: .*)$/, 'Error: building$1'],
  [/^.*building at STEP ".*$/, 'Error: building'],
  [/^.*failed to solve: process ".*"( did not complete successfully: .*)$/, 'Error: a command$1'],
  [/^#\d+ ERROR: process ".*"( did not complete successfully: .*)$/, 'Error: a command$1'],
  [/^The command '.*'( returned a non-zero code: \d+)$/, 'Error: a command$1'],
];

/** One line of a builder's output without what it repeats of the Dockerfile; empty when nothing is left. */
function withoutEcho(line: string): string {
  for (const [pattern, kept] of ECHOES) if (pattern.test(line)) return line.replace(pattern, kept);
  return line;
}

/** What the commands of a build said. */
export const tellingLines = (lines: readonly string[]): string[] =>
  lines.map(withoutEcho).filter((line) => line.trim() !== '');
