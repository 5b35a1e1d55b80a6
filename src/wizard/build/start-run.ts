import {stay, type BuildRun, type BuildState, type BuildStep} from './state.ts';

const withoutFocus = ({focus}: BuildState, step: string): BuildState['focus'] => {
  const {[step]: _before, ...others} = focus;
  return others;
};

/** Looks for a builder; what was found before does not count any more. */
export function lookForBuilder(before: BuildState): BuildStep {
  const {found: _found, run: _run, build: _build, ...state} = before;
  const id = state.runs + 1;
  return [{...state, step: 'builder', runs: id}, [{type: 'find-builder', run: id}]];
}

const newRun = (id: number, kind: BuildRun['kind']): BuildRun => ({
  id,
  kind,
  steps: [],
  output: [],
  afterMs: 0,
  notices: [],
  users: [],
  tools: [],
});

/** Builds; what was built before is another image then. */
export function startBuild(before: BuildState): BuildStep {
  const {build: _build, panel: _panel, ...state} = before;
  const {ready} = state.found ?? {};
  if (ready === undefined) return stay(before);
  const id = state.runs + 1;
  const next: BuildState = {
    ...state,
    step: 'build',
    runs: id,
    run: newRun(id, 'build'),
    focus: withoutFocus(state, 'build'),
  };
  return [next, [{type: 'build', run: id, builder: ready.builder, platform: state.platform}]];
}

/** Pushes what was built here; its tools are not asked again while it is the same image. */
export function startPush(before: BuildState): BuildStep {
  const {panel: _panel, ...state} = before;
  const {ready} = state.found ?? {};
  const {built} = state.build ?? {};
  if (ready === undefined || built === undefined) return stay(before);
  const id = state.runs + 1;
  const next: BuildState = {
    ...state,
    step: 'push',
    runs: id,
    run: newRun(id, 'push'),
    focus: withoutFocus(state, 'push'),
  };
  return [next, [{type: 'push', run: id, builder: ready.builder, checkedId: built.id}]];
}
