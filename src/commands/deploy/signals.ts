import type {DeployEvent} from '../../domain/deploy/events.ts';
import type {DeployControls} from '../../deploy/controls.ts';
import {SIGNAL_CODES, type EndSignal} from '../../domain/end-signals.ts';
import type {ExitCode} from '../../domain/exit-code.ts';

/** Signals of this process, turned into what a run understands. */
export interface Signals {
  readonly controls: Pick<DeployControls, 'leave' | 'stopWaiting' | 'breakOff' | 'giveUp'>;
  /** Has to see every event: what a signal means depends on how far the run is. */
  readonly see: (event: DeployEvent) => void;
  /** An undo begins: until the rollout that it starts is watched, it is treated as an apply. */
  readonly changing: () => void;
  /** Nobody reads any more: print nothing. */
  readonly isQuiet: () => boolean;
  /** Exit code of the signal that ended the run. */
  readonly code: () => ExitCode | undefined;
  readonly close: () => void;
}

/**
 * Ctrl+C leaves, but never breaks off a change: then it says so, the second stops waiting, the third ends it, and
 * the fourth leaves before it is known what was done. Other signals leave without a word, and at once when they come
 * again. `say` prints one line for the person who pressed it. `source`: whoever gets the signals.
 */
export function catchSignals(
  say: (line: string) => void,
  source: Pick<NodeJS.EventEmitter, 'on' | 'off'> = process,
): Signals {
  const leave = new AbortController();
  const stopWaiting = new AbortController();
  const breakOff = new AbortController();
  const giveUp = new AbortController();
  let isChanging = false;
  let presses = 0;
  let caught: EndSignal | undefined;

  const isQuiet = () => caught === 'SIGTERM' || caught === 'SIGHUP';

  function onInterrupt(): void {
    if (!isChanging) {
      caught ??= 'SIGINT';
      leave.abort();
      return;
    }
    presses += 1;
    if (presses === 1)
      return say('Objects are being changed; this is not broken off. Press ctrl+c again to stop waiting.');
    caught ??= 'SIGINT';
    leave.abort();
    stopWaiting.abort();
    if (presses === 2)
      return say(
        'Not waiting any more; looking at what has been done. Press ctrl+c once more to break it off.',
      );
    breakOff.abort();
    if (presses === 3)
      return say('Ending kubectl, and looking at what it has done. Press ctrl+c once more to leave at once.');
    giveUp.abort();
  }
  function onEnd(signal: EndSignal): void {
    if (isQuiet()) giveUp.abort();
    caught = signal;
    leave.abort();
    stopWaiting.abort();
  }
  const handlers: readonly [EndSignal, () => void][] = [
    ['SIGINT', onInterrupt],
    ['SIGTERM', () => onEnd('SIGTERM')],
    ['SIGHUP', () => onEnd('SIGHUP')],
  ];
  for (const [signal, handler] of handlers) source.on(signal, handler);
  return {
    controls: {
      leave: leave.signal,
      stopWaiting: stopWaiting.signal,
      breakOff: breakOff.signal,
      giveUp: giveUp.signal,
    },
    see({type}) {
      if (type === 'applying') isChanging = true;
      // After an undo, too, a rollout is only watched.
      if (type === 'applied' || type === 'rollout' || type === 'end') isChanging = false;
    },
    changing: () => void (isChanging = true),
    isQuiet,
    code: () => caught && SIGNAL_CODES[caught],
    close() {
      for (const [signal, handler] of handlers) source.off(signal, handler);
    },
  };
}
