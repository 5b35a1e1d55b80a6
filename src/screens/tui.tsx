import {Crash} from '../domain/user-error.ts';
import type {UiStore} from '../ui/app.tsx';
import {mountApp} from '../ui/mount-app.tsx';
import type {TerminalDesk} from '../ui/terminal-desk.ts';
import type {Theme} from '../ui/theme.ts';
import type {Screen} from '../wizard/screen.ts';

export interface TuiOptions<Outcome, State extends {readonly outcome?: Outcome}> {
  /** The machine. It gets the keys, and ends by setting `outcome` in its state. */
  readonly store: UiStore<State>;
  /** Must be pure: the state as something to draw. */
  readonly view: (state: State) => Screen;
  readonly theme: Theme;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Plain sentences for a screen reader instead of columns and signs. */
  readonly accessible?: boolean;
  /** For work that needs the terminal for itself. */
  readonly desk?: TerminalDesk;
  /**
   * True for an end after which another screen opens: what is typed until then must not stand in the middle of that,
   * so the terminal stays without echo. Whoever opens it sets the terminal back.
   */
  readonly isFollowed?: (outcome: Outcome) => boolean;
}

function drawFailure(cause: unknown): Crash {
  return new Crash('Something of this program broke, and the screen is gone.', {
    cause,
    next: [
      'Nothing was written after this. Start again, or give the answers as flags or a file: delegate-tui --help',
    ],
  });
}

/** Resolves with the outcome of the machine, as soon as there is one. */
function outcomeOf<Outcome, State extends {readonly outcome?: Outcome}>(
  store: UiStore<State>,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const look = (): void => {
      const {outcome} = store.getState();
      if (outcome === undefined) return;
      stop();
      resolve(outcome);
    };
    const stop = store.subscribe(look);
    look();
  });
}

/**
 * Runs the terminal UI until the machine has an outcome, and resolves with it. The frame is gone from the
 * terminal then, so that the caller can print what is to stay. Both streams must be terminals.
 * @throws {Crash} if something broke meanwhile; the terminal is restored before.
 */
export async function runTui<Outcome, State extends {readonly outcome?: Outcome}>({
  accessible = false,
  isFollowed = () => false,
  ...options
}: TuiOptions<Outcome, State>): Promise<Outcome> {
  const {store, stdin} = options;
  const setRaw = (isRaw: boolean): void => void (stdin.isTTY && stdin.setRawMode(isRaw));
  // Before the first frame: whoever sees the frame may press a key, and a cooked terminal would lose it.
  setRaw(true);
  let staysRaw = false;
  try {
    let onError: (error: unknown) => void = () => undefined;
    const failure = new Promise<never>((_, reject) => {
      onError = (error) => reject(drawFailure(error));
    });
    const app = mountApp({...options, accessible, onError});
    // What breaks beside drawing, at a key or in the background, ends in the same way.
    process.on('uncaughtException', onError);
    try {
      const outcome = await Promise.race([outcomeOf<Outcome, State>(store), failure]);
      staysRaw = isFollowed(outcome);
      return outcome;
    } finally {
      process.off('uncaughtException', onError);
      await app.unmount({staysRaw});
    }
  } finally {
    if (!staysRaw) setRaw(false);
  }
}
