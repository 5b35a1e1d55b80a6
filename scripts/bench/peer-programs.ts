/** What the peers show: a question and twelve rows, as on our screen of tools. */
export const ROWS: readonly string[] = Array.from({length: 12}, (_, index) => `tool-${index + 1}`);
/** On the screen when all rows are; some draw the first letter of a row by itself. */
export const LAST_ROW = 'ool-12';

const rows = JSON.stringify(ROWS);

/** A list with a pointer, and nothing else. `more` is put before it. */
const ink = (more: string): string => `
import {createElement as h, useState} from 'react';
import {render, Box, Text, useInput} from 'ink';
${more}
const rows = ${rows};
function List() {
  const [at, setAt] = useState(0);
  useInput((_input, key) => {
    if (key.downArrow) setAt((now) => Math.min(rows.length - 1, now + 1));
  });
  return h(Box, {flexDirection: 'column'}, h(Text, {bold: true}, 'Which tools?'),
    ...rows.map((row, index) => h(Text, {key: row, color: index === at ? 'cyan' : undefined}, (index === at ? '❯ ' : '  ') + row)));
}
render(h(List));
`;

export const INK = ink('');
export const INK_WITH_LIBRARIES = ink(`
import Conf from 'conf';
import {execa} from 'execa';
import {parse} from 'yaml';
globalThis.used = [Conf, execa, parse];
`);

export const CLACK = `
import {select} from '@clack/prompts';
await select({message: 'Which tools?', options: ${rows}.map((value) => ({value, label: value})), maxItems: 20});
`;

export const INQUIRER = `
import {select} from '@inquirer/prompts';
await select({message: 'Which tools?', choices: ${rows}, pageSize: 20});
`;

/** Exact, so that figures of different days can be compared. */
export const PEER_PACKAGES = ['@clack/prompts@1.9.0', '@inquirer/prompts@7.8.0'];
