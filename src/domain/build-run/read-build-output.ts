import {redactPatterns} from '../deploy/redact-patterns.ts';
import {sanitiseLine} from '../text.ts';
import {stepTitle} from './step-title.ts';

/** What a line of output tells. Texts are safe to print. */
export type BuildNews =
  | {readonly type: 'step'; readonly number?: number; readonly of?: number; readonly title: string}
  | {readonly type: 'step-done'; readonly number: number; readonly cached: boolean}
  /** The tool that a RUN of ours has come to. */
  | {readonly type: 'tool'; readonly tool: string}
  | {readonly type: 'output'; readonly text: string};

/** What is remembered from line to line. */
interface Reading {
  /** The step that runs, for builders that run one after the other. */
  current?: number;
  cached: boolean;
  /** BuildKit's `#5` -> step; 0 for those without a number. */
  readonly vertices: Map<string, number>;
}

interface LineRow {
  readonly when: RegExp;
  readonly read: (found: RegExpExecArray, reading: Reading) => readonly BuildNews[];
}

/** Ends the step before and begins the next one. */
function nextStep(found: RegExpExecArray, reading: Reading): BuildNews[] {
  const [, number = '', of, instruction = ''] = found;
  const before: BuildNews[] =
    reading.current === undefined
      ? []
      : [{type: 'step-done', number: reading.current, cached: reading.cached}];
  reading.current = Number(number);
  reading.cached = false;
  return [...before, beginning(Number(number), of, instruction)];
}

const beginning = (number: number, of: string | undefined, instruction: string): BuildNews => ({
  type: 'step',
  number,
  ...(of === undefined ? {} : {of: Number(of)}),
  title: stepTitle(instruction),
});

function endCurrent(reading: Reading): BuildNews[] {
  const {current, cached} = reading;
  if (current === undefined) return [];
  delete reading.current;
  return [{type: 'step-done', number: current, cached}];
}

const once = (vertex: string, number: number, reading: Reading): boolean =>
  !reading.vertices.has(vertex) && Boolean(reading.vertices.set(vertex, number));

/** How each kind of builder marks its lines. A line that no row knows is output. */
const ROWS: readonly LineRow[] = [
  // buildah and podman
  {when: /^(?:\[\S+\] )?STEP (\d+)(?:\/(\d+))?: (.*)$/s, read: nextStep},
  {
    when: /^--> Using cache\b/,
    read: (_, reading) => {
      reading.cached = true;
      return [];
    },
  },
  {when: /^--> [0-9a-f]{8,64}$/, read: () => []},
  {
    when: /^(?:\[\S+\] )?COMMIT\b/,
    read: (_, reading) => [...endCurrent(reading), {type: 'step', title: 'Writing the image'}],
  },
  // Docker without BuildKit
  {when: /^Step (\d+)\/(\d+) : (.*)$/s, read: nextStep},
  {
    when: /^ ---> Using cache$/,
    read: (_, reading) => {
      reading.cached = true;
      return [];
    },
  },
  {when: /^ ---> (?:Running in )?[0-9a-f]{8,64}$/, read: () => []},
  {when: /^Successfully built [0-9a-f]+$/, read: (_, reading) => endCurrent(reading)},
  // BuildKit, plain progress
  {
    when: /^#(\d+) \[(?:\S+ )?(\d+)\/(\d+)\] (.*)$/s,
    read: ([, vertex = '', number = '', of, instruction = ''], reading) =>
      once(vertex, Number(number), reading) ? [beginning(Number(number), of, instruction)] : [],
  },
  {
    when: /^#(\d+) exporting to /,
    read: ([, vertex = ''], reading) =>
      once(vertex, 0, reading) ? [{type: 'step', title: 'Writing the image'}] : [],
  },
  {
    when: /^#(\d+) (DONE|CACHED)\b/,
    read: ([, vertex = '', word], reading) => {
      const number = reading.vertices.get(vertex);
      return number ? [{type: 'step-done', number, cached: word === 'CACHED'}] : [];
    },
  },
  {when: /^#\d+ \[(?:internal|auth)\]/, read: () => []},
  {when: /^#\d+ (?:\d+\.\d+ )?(.*)$/s, read: ([, text = '']) => output(text)},
];

/** `== kubectl 1.35.3`: what a generated script prints before each tool. */
const TOOL = /^== ([\w.@+-]+(?: [\w.@+:~-]+)?)$/;

function output(line: string): BuildNews[] {
  const text = redactPatterns(sanitiseLine(line));
  const tool = TOOL.exec(text)?.[1];
  const news: BuildNews = {type: 'output', text};
  return tool === undefined ? [news] : [{type: 'tool', tool}, news];
}

/** Reads the output of docker (BuildKit's plain progress, or without it), podman and buildah, line by line. */
export function buildOutputReader(): (line: string) => readonly BuildNews[] {
  const reading: Reading = {cached: false, vertices: new Map()};
  return (line) => {
    for (const {when, read} of ROWS) {
      const found = when.exec(line);
      if (found !== null) return read(found, reading);
    }
    return output(line);
  };
}
