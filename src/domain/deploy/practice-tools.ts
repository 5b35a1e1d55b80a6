import {programName, type CheckedTool} from '../build-run/tool-check-script.ts';

/** A tool of the practice cluster's container: what it answers to on PATH, and what it then prints. */
export interface PracticeTool {
  readonly program: string;
  readonly output: string;
}

/** The tools that the image would have. Where any version will do, they pretend to one all the same. */
export const practiceTools = (tools: readonly CheckedTool[]): PracticeTool[] =>
  tools.map((tool) => ({
    program: programName(tool),
    output: `${tool.name} ${tool.version === '' ? '1.0.0 (pretended)' : tool.version}`,
  }));
