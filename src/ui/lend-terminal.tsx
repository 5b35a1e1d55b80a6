import {useApp} from 'ink';
import {useEffect} from 'react';
import type {TerminalDesk} from './terminal-desk.ts';

/** Attaches the desk to the app that it is drawn in; draws nothing. */
export function LendTerminal({desk}: {readonly desk: TerminalDesk}): null {
  const {suspendTerminal} = useApp();
  useEffect(() => desk.attach((work) => suspendTerminal(work)), [desk, suspendTerminal]);
  return null;
}
