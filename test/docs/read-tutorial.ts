import {readFileSync} from 'node:fs';

/** Commands of a tutorial that stand in one block. */
export interface Block {
  readonly line: number;
  readonly commands: string;
  readonly exitCode: number;
  /** Lines of the output that the tutorial shows behind the commands. */
  readonly shown: readonly string[];
}

const FENCE = /^```(\w+)([^\n]*)\n([^]*?)^```$/gm;

/** Blocks marked `sh`, but for those marked `no-run` too; `exit=N` is the code the last command ends with. */
export function readTutorial(file: string): Block[] {
  const text = readFileSync(file, 'utf8');
  const blocks: Block[] = [];
  for (const {1: language, 2: words = '', 3: content = '', index} of text.matchAll(FENCE)) {
    const last = blocks.at(-1);
    if (language === 'sh' && !words.includes('no-run'))
      blocks.push({
        line: text.slice(0, index).split('\n').length,
        commands: content,
        exitCode: Number(/exit=(\d+)/.exec(words)?.[1] ?? 0),
        shown: [],
      });
    if (language === 'text' && last)
      blocks[blocks.length - 1] = {...last, shown: content.trimEnd().split('\n')};
  }
  return blocks;
}
