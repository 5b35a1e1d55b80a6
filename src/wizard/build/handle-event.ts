import type {BuildEvent} from '../../domain/build-run/build-events.ts';
import type {RowProblem} from '../screen.ts';
import type {BuildRun, BuildStepNews, ToolNews} from './state.ts';

type Told = Exclude<BuildEvent, {type: 'output' | 'end'}>;

/** Lines of the builder that are kept; the log has all of them. */
const KEPT_LINES = 400;

/** Newer lines push out the oldest ones. */
export const withOutput = (run: BuildRun, lines: readonly string[]): BuildRun => ({
  ...run,
  output: [...run.output, ...lines].slice(-KEPT_LINES),
});

/** One event of the engine -> what is known of the run. */
export function withEvent(run: BuildRun, event: Told): BuildRun {
  const afterMs = 'afterMs' in event ? event.afterMs : run.afterMs;
  return {...run, afterMs, ...changeOf({...run, afterMs}, event)};
}

function changeOf(run: BuildRun, event: Told): Partial<BuildRun> {
  switch (event.type) {
    case 'log':
      return {log: event.path};
    case 'step': {
      const {number, of, title} = event;
      return {
        steps: [
          ...endAll(run),
          {
            title,
            sinceMs: event.afterMs,
            ...(number === undefined ? {} : {number}),
            ...(of === undefined ? {} : {of}),
          },
        ],
      };
    }
    case 'tool':
      return {steps: run.steps.map((step, at) => (at === lastAt(run) ? {...step, tool: event.tool} : step))};
    case 'step-done':
      return {steps: run.steps.map((step) => (step.number === event.number ? done(step, event) : step))};
    case 'built':
      return {steps: endAll(run), built: {id: event.id, afterMs: event.afterMs}};
    case 'checking':
      return {steps: endAll(run), users: [...run.users, event.user]};
    case 'tool-check':
      return {tools: withTool(run.tools, event)};
    case 'pushing':
      return {steps: [...endAll(run), {title: `Push ${event.image}`, sinceMs: run.afterMs}]};
    case 'pushed':
      return {steps: endAll(run), pushed: event.digest === undefined ? {} : {digest: event.digest}};
    case 'failure': {
      const {type: _type, ...failure} = event;
      const running = run.steps.map(({tookMs}) => tookMs === undefined);
      const steps = endAll(run).map((step, at) => (running[at] ? {...step, failed: true as const} : step));
      return {steps, failure};
    }
    case 'notice':
      return {notices: [...run.notices, notice([event.text.replace(/[.]?$/, '.'), event.next ?? ''])]};
    case 'unusable':
      return {notices: [...run.notices, notice([event.cause, ...event.next])]};
    // The screen says it already.
    case 'builder':
    case 'building':
    case 'still':
    case 'checked':
      return {};
  }
}

const lastAt = ({steps}: BuildRun): number => steps.length - 1;

const notice = (sentences: readonly string[]): RowProblem => ({
  severity: 'notice',
  message: sentences.filter(Boolean).join(' '),
});

function done(
  step: BuildStepNews,
  {cached, tookMs}: {readonly cached: boolean; readonly tookMs: number},
): BuildStepNews {
  const {tool: _tool, ...rest} = step;
  return {...rest, tookMs, ...(cached ? {cached} : {})};
}

/** One step ends where the next thing begins, whether the builder says so or not. */
const endAll = ({steps, afterMs}: BuildRun): BuildStepNews[] =>
  steps.map((step) =>
    step.tookMs === undefined
      ? done(step, {cached: false, tookMs: Math.max(0, afterMs - step.sinceMs)})
      : step,
  );

/** A tool that does the same for both users stands in the table once. */
function withTool(
  tools: readonly ToolNews[],
  {user, ok, check}: Extract<Told, {type: 'tool-check'}>,
): readonly ToolNews[] {
  const same = (other: ToolNews) => JSON.stringify(other.check) === JSON.stringify(check) && other.ok === ok;
  return tools.some(same)
    ? tools.map((other) => (same(other) ? {...other, users: [...other.users, user]} : other))
    : [...tools, {check, ok, users: [user]}];
}
