import {stay, type BuildRunKind, type BuildState, type BuildStep} from './state.ts';

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

function begun(state: BuildState, kind: BuildRunKind): BuildState {
  const id = state.runs + 1;
  const nothing = {steps: [], output: [], afterMs: 0, notices: [], users: [], tools: []};
  return {...state, step: kind, runs: id, run: {id, kind, ...nothing}, focus: withoutFocus(state, kind)};
}

/** Builds; what was built before is another image then. */
export function startBuild(before: BuildState): BuildStep {
  const {build: _build, panel: _panel, ...state} = before;
  const {ready} = state.found ?? {};
  if (ready === undefined) return stay(before);
  const next = begun(state, 'build');
  return [next, [{type: 'build', run: next.runs, builder: ready.builder, platform: state.platform}]];
}

/** Pushes what was built here; its tools are not asked again while it is the same image. */
export function startPush(before: BuildState): BuildStep {
  const {panel: _panel, ...state} = before;
  const {ready} = state.found ?? {};
  const {built} = state.build ?? {};
  if (ready === undefined || built === undefined) return stay(before);
  const next = begun(state, 'push');
  return [next, [{type: 'push', run: next.runs, builder: ready.builder, checkedId: built.id}]];
}
