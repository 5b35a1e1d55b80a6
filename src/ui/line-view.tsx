import {Text} from 'ink';
import type {ReactElement} from 'react';
import type {Line, Span} from './line.ts';
import {placeKey} from './place-key.ts';
import {useTheme} from './theme-context.ts';

function SpanView({text, role}: Span): ReactElement | string {
  const style = useTheme().styles[role];
  return Object.keys(style).length === 0 ? text : <Text {...style}>{text}</Text>;
}

/** Lines below each other. They are already cut to their width; should a terminal count differently, Ink cuts again. */
export function LinesView({
  lines,
  margin = ' ',
}: {
  readonly lines: readonly Line[];
  /** Stands before each line. */
  readonly margin?: string;
}): ReactElement {
  return (
    <Text wrap="truncate-end">
      {lines.flatMap((line, index) => [
        index === 0 ? margin : `\n${margin}`,
        ...line.map((part, place) => <SpanView key={placeKey(index * 1000 + place)} {...part} />),
      ])}
    </Text>
  );
}
