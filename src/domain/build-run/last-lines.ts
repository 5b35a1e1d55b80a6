/** The newest lines of something that goes on for long. */
export interface LastLines {
  push(line: string): void;
  /** In their order; at most as many as are kept. */
  lines(): readonly string[];
}

export function lastLines(kept: number): LastLines {
  let lines: string[] = [];
  return {
    push(line) {
      lines.push(line);
      // Cut seldom: moving them for each line would be slow.
      if (lines.length >= 2 * kept) lines = lines.slice(-kept);
    },
    lines: () => lines.slice(-kept),
  };
}
