import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import type {FrameLayout, Middle} from './layout.ts';
import {LineView, LineViews} from './line-view.tsx';
import {RowsView} from './rows-view.tsx';
import {useTheme} from './theme-context.ts';

function Rule({width}: {readonly width: number}): ReactElement {
  const {glyphs, styles} = useTheme();
  return <Text {...styles.dim}>{glyphs.rule.repeat(width)}</Text>;
}

function Gap(): ReactElement {
  return <Text> </Text>;
}

function MiddleView({middle, gaps}: {readonly middle: Middle; readonly gaps: boolean}): ReactElement {
  return (
    <>
      <LineView line={middle.question} />
      <LineViews lines={middle.status} />
      {gaps ? <Gap /> : null}
      {middle.filter === undefined ? null : <LineView line={middle.filter} />}
      <RowsView rows={middle.rows} />
      {middle.more === undefined ? null : <LineView line={middle.more} />}
      <LineViews lines={middle.foot} />
      {gaps && middle.notices.length > 0 ? <Gap /> : null}
      <LineViews lines={middle.notices} />
      {gaps && middle.verdict.length > 0 ? <Gap /> : null}
      <LineViews lines={middle.verdict} />
    </>
  );
}

/** One frame: header, rule, rows with the panel beside or over them, rule, keys. */
export function FrameView({layout}: {readonly layout: FrameLayout}): ReactElement {
  const {plan, width, leftWidth, middle, panel} = layout;
  return (
    <Box flexDirection="column" paddingLeft={1}>
      <LineView line={layout.header} />
      {plan.topRule ? <Rule width={width} /> : null}
      <Box>
        {middle === undefined ? null : (
          <Box
            flexDirection="column"
            width={leftWidth}
            marginRight={panel === undefined ? 0 : 1}
            flexShrink={0}
          >
            <MiddleView middle={middle} gaps={plan.gaps} />
          </Box>
        )}
        {panel === undefined ? null : (
          <Box flexDirection="column">
            <LineViews lines={panel} />
          </Box>
        )}
      </Box>
      {plan.bottomRule ? <Rule width={width} /> : null}
      <LineView line={layout.footer} />
    </Box>
  );
}
