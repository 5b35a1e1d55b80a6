import {useApp} from 'ink';
import {useEffect} from 'react';
import type {TerminalDesk} from './terminal-desk.ts';
import type {TerminalModes} from './terminal-modes.ts';

/** Attaches the desk to the app that it is drawn in; draws nothing. */
export function LendTerminal({
  desk,
  modes,
}: {
  readonly desk: TerminalDesk;
  readonly modes: TerminalModes;
}): null {
  const {suspendTerminal} = useApp();
  useEffect(
    () => desk.attach((work) => suspendTerminal(() => modes.lend(work))),
    [desk, modes, suspendTerminal],
  );
  return null;
}
