import {fileURLToPath} from 'node:url';
import type {FaultGroup, FaultTest, Front} from '../faults/fault-rows.ts';

export const PROJECT_DIRECTORY = fileURLToPath(new URL('../../', import.meta.url));

const FRONTS: Readonly<Record<Front, string>> = {
  both: 'both fronts',
  screens: 'screens',
  lines: 'lines',
  rules: 'what both are built on',
};

const HEAD = `# Faults, and the tests that hold the program against them

Everything that is known to go wrong on a machine or in a cluster, what happens then, and the tests that show it. A
test goes through the screens, through the lines of a command, through one engine whose events both fronts show, or
looks at what both are built on. In names, \`…\` stands for what a table brings in.

This page is made from \`test/faults/fault-rows.ts\`, and a test holds both against the names of the tests. To write it
anew: \`DELEGATE_TUI_WRITE=1 node --import tsx --test test/faults/fault-map.test.ts\``;

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

const testLine = ([front, file, name]: FaultTest): string =>
  `- ${FRONTS[front]}: \`test/${file}\`, “${name}”`;

/** The page of all faults, as Markdown that is not laid out yet. */
export function faultPage(groups: readonly FaultGroup[]): string {
  let number = 0;
  const parts = [HEAD];
  for (const {title, rows} of groups) {
    const numbered = rows.map((row) => ({...row, number: ++number}));
    parts.push(
      `## ${title}`,
      [
        '| # | Fault | What happens | Tests |',
        '| --- | --- | --- | --- |',
        ...numbered.map(
          ({number: at, fault, expected, tests}) =>
            `| ${at} | ${cell(fault)} | ${cell(expected)} | [${tests.length}](#tests-of-${at}) |`,
        ),
      ].join('\n'),
      ...numbered.map(({number: at, tests}) => `### Tests of ${at}\n\n${tests.map(testLine).join('\n')}`),
    );
  }
  return `${parts.join('\n\n')}\n`;
}
