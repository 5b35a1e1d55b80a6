import {Text} from 'ink';
import type {ReactElement} from 'react';
import type {Line, Span} from './line.ts';
import {placeKey} from './place-key.ts';
import {useTheme} from './theme-context.ts';

function SpanView({text, role}: Span): ReactElement | string {
  const style = useTheme().styles[role];
  return Object.keys(style).length === 0 ? text : <Text {...style}>{text}</Text>;
}

/** One line of the screen. It is already cut to its width; should a terminal count differently, Ink cuts again. */
export function LineView({line}: {readonly line: Line}): ReactElement {
  return (
    <Text wrap="truncate-end">
      {line.length === 0 ? ' ' : line.map((part, index) => <SpanView key={placeKey(index)} {...part} />)}
    </Text>
  );
}

/** Lines below each other. */
export function LineViews({lines}: {readonly lines: readonly Line[]}): ReactElement[] {
  return lines.map((line, index) => <LineView key={placeKey(index)} line={line} />);
}
