import type {BuildEffect, BuildExit, LeftBuildBy} from './effects.ts';
import {isGoing, type BuildState, type BuildStep} from './state.ts';

/** Ends the screens without waiting for the engine. */
export function leaveNow(state: BuildState, by: LeftBuildBy): BuildStep {
  const {run, build, pinned, backups, kept} = state;
  const ended = (run ?? build)?.ended;
  const digest = run?.pushed?.digest;
  const outcome: BuildExit = {
    by,
    ...ended,
    ...(digest === undefined ? {} : {digest}),
    ...(pinned === undefined ? {} : {pinned}),
    ...(backups.length === 0 ? {} : {backups}),
    ...(pinned === undefined || kept.length === 0 ? {} : {kept}),
  };
  const stop: BuildEffect[] = run !== undefined && isGoing(state) ? [{type: 'stop', run: run.id}] : [];
  return [{...state, outcome}, [...stop, {type: 'exit', outcome}]];
}

/** Leaves once the files name the digest, or none, as it was chosen. */
export function leaveWith(state: BuildState, leaving: 'done' | 'deploy'): BuildStep {
  const digest = state.run?.pushed?.digest;
  const wanted = state.pins ? digest : undefined;
  // Without a new digest the files are as they should be.
  if (digest === undefined || wanted === state.pinned) return leaveNow(state, leaving);
  return [{...state, leaving}, [{type: 'pin', ...(wanted === undefined ? {} : {digest: wanted})}]];
}
