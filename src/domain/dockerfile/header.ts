import type {Answers} from '../answers.ts';
import {baseImageRef} from '../base-image.ts';
import {buildCommand} from '../build-command.ts';
import {toolTable} from './tool-table.ts';

/** The comment on top: what it is, how to build it, and every tool with its source and how it is verified. */
export function header(answers: Answers): string[] {
  const {caDirectory} = answers.dockerfile;
  return [
    `Harness delegate with tools of your own, on ${baseImageRef(answers.base)}.`,
    `Written by delegate-tui. Build it beside this file${caDirectory === undefined ? '' : ` and ${caDirectory.replace(/\/+$/, '')}/`}:`,
    `  ${buildCommand(answers, '.')}`,
    ...tableLines(answers),
  ].map((line) => `# ${line}`.trimEnd());
}

function tableLines(answers: Answers): string[] {
  const rows = toolTable(answers).map(
    ({name, version, calledAs, source, integrity}) =>
      [`${name} ${version}${calledAs === undefined ? '' : ` (as ${calledAs})`}`, source, integrity] as const,
  );
  if (rows.length === 0) return [];
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return [
    '',
    'Tools, where they come from, and how they are verified:',
    ...rows.map(
      ([tool, source, integrity]) => `  ${tool.padEnd(first)}  ${source.padEnd(second)}  ${integrity}`,
    ),
  ];
}
