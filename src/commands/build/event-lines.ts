import type {BuildEvent} from '../../domain/build-run/build-events.ts';
import {toolCheckWords} from '../../domain/build-run/tool-check-words.ts';
import {labelledLine} from '../../domain/labelled-line.ts';
import {describeMs} from '../../domain/rollout/describe-ms.ts';
import {builderText} from '../../fronts/builder-text.ts';
import {shellPath} from '../../console/shell-quote.ts';
import {clockText} from '../clock-text.ts';

const TIME_WIDTH = 7;
const NAME_WIDTH = 28;

/** A label and what stands behind it; lines without a label carry on. */
type Line = readonly [label: string, text: string];

type Lines = {
  readonly [Type in BuildEvent['type']]?: (event: Extract<BuildEvent, {type: Type}>) => readonly Line[];
};

const carried = (lines: readonly string[]): Line[] => lines.map((line) => ['', line] as const);

const LINES: Lines = {
  unusable: ({cause, next}) => [['Note', cause], ...carried(next)],
  builder: ({facts, path}) => [['Builder', builderText(facts, path)]],
  notice: ({text, next}) => [['Note', text], ...carried(next === undefined ? [] : [next])],
  log: ({path}) => [['Log', shellPath(path)]],
  building: ({image, platform, context}) => [
    ['Build', `${image} for ${platform}, from ${shellPath(context)}`],
  ],
  step: ({number, of, title}) => [
    ['Step', `${number === undefined ? '' : `${number}${of === undefined ? '' : ` of ${of}`}  `}${title}`],
  ],
  tool: ({tool}) => [['Tool', tool]],
  'step-done': ({number, cached, tookMs}) =>
    cached
      ? [['Done', `${number}  kept from an earlier build`]]
      : tookMs >= 1000
        ? [['Done', `${number}  took ${describeMs(tookMs)}`]]
        : [],
  still: ({title, forMs}) => [['Still', `${title}, for ${describeMs(forMs)}`]],
  built: ({id, afterMs}) => [['Built', `image ${id.slice(0, 12)} in ${describeMs(afterMs)}`]],
  checking: ({user, tools}) => [['Check', `as user ${user}: ${tools === 1 ? '1 tool' : `${tools} tools`}`]],
  'tool-check': ({ok, check}) => {
    const name = `${check.tool} ${check.version}`.trim();
    return [[ok ? 'ok' : 'FAILED', `${name.padEnd(NAME_WIDTH)} ${toolCheckWords(check)}`]];
  },
  pushing: ({image}) => [['Push', image]],
  pushed: ({digest, pinned}) =>
    digest === undefined
      ? [['Pushed', 'the registry did not tell the digest']]
      : [
          ['Digest', digest],
          ['Pinned', pinned ?? ''],
        ],
  failure: ({output, cause, next}) => [
    ...output.map((line) => ['', `| ${line}`] as const),
    ['Failed', cause],
    ...carried(next),
  ],
};

/** Plain lines of a build or a push, with the time since it began where it takes time. */
export function eventLines(event: BuildEvent): readonly string[] {
  const lines = (LINES[event.type] as ((event: BuildEvent) => readonly Line[]) | undefined)?.(event) ?? [];
  const time =
    'afterMs' in event && event.type !== 'end' && event.type !== 'built'
      ? clockText(event.afterMs).padEnd(TIME_WIDTH)
      : '';
  return lines.map((line) => labelledLine(line, time));
}
