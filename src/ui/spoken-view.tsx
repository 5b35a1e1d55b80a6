import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {placeKey} from './place-key.ts';
import type {SpokenLayout} from './spoken-layout.ts';
import type {SpokenRow} from './spoken-row.ts';

function Sentences({texts}: {readonly texts: readonly string[]}): ReactElement[] {
  return texts.map((text, index) => <Text key={placeKey(index)}>{text}</Text>);
}

function SpokenRowView({row}: {readonly row: SpokenRow}): ReactElement {
  return (
    <>
      <Box aria-role={row.role} aria-state={row.state}>
        <Text>{row.text}</Text>
      </Box>
      {row.problem === undefined ? null : <Text>{row.problem}</Text>}
    </>
  );
}

/** The screen as sentences with roles and states; drawn only in Ink's screen reader mode. */
export function SpokenView({layout}: {readonly layout: SpokenLayout}): ReactElement {
  return (
    <Box flexDirection="column">
      <Sentences texts={layout.before} />
      {layout.rows.map((row, index) => (
        <SpokenRowView key={placeKey(index)} row={row} />
      ))}
      <Sentences texts={layout.after} />
    </Box>
  );
}
