import {useApp} from 'ink';
import {useEffect} from 'react';
import type {TerminalDesk} from './terminal-desk.ts';
import type {TerminalModes} from './terminal-modes.ts';

/** Attaches the desk to the app that it is drawn in; draws nothing. */
export function LendTerminal({
  desk,
  modes,
  beforeLending,
  afterLending,
}: {
  readonly desk: TerminalDesk;
  readonly modes: TerminalModes;
  /** Takes the frame away. */
  readonly beforeLending: () => void;
  /** Before anything is drawn again. */
  readonly afterLending: () => void;
}): null {
  const {suspendTerminal} = useApp();
  useEffect(
    () =>
      desk.attach((work) =>
        suspendTerminal(() => {
          beforeLending();
          return modes.lend(work).finally(afterLending);
        }),
      ),
    [desk, modes, beforeLending, afterLending, suspendTerminal],
  );
  return null;
}
