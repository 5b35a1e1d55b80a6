import type {DeployControls} from '../deploy/controls.ts';
import type {Question, Stop} from '../wizard/deploy/effects.ts';

/** The controls of one run, pulled from outside. */
export interface Pulled {
  readonly controls: DeployControls;
  /** Answers the question that is open; does nothing where none is. */
  readonly answer: (yes: boolean) => void;
  readonly stop: (how: Stop) => void;
  readonly isLeft: () => boolean;
}

/**
 * Controls that put every question to a person, and take leaving for a no. `takesOver`: that fields of others may
 * be taken over was said before.
 */
export function askControls(ask: (question: Question) => void, {takesOver = false} = {}): Pulled {
  const stops: Readonly<Record<Stop, AbortController>> = {
    leave: new AbortController(),
    'stop-waiting': new AbortController(),
    'break-off': new AbortController(),
  };
  const {signal: left} = stops.leave;
  let settle: ((yes: boolean) => void) | undefined;
  const answer = (yes: boolean): void => {
    settle?.(yes);
    settle = undefined;
  };
  left.addEventListener('abort', () => answer(false));
  const put = (question: Question): Promise<boolean> =>
    new Promise((resolve) => {
      if (left.aborted) return resolve(false);
      settle = resolve;
      ask(question);
    });
  return {
    answer,
    stop: (how) => stops[how].abort(),
    isLeft: () => left.aborted,
    controls: {
      leave: left,
      stopWaiting: stops['stop-waiting'].signal,
      breakOff: stops['break-off'].signal,
      confirm: (question) => put({kind: 'confirm', ...question}),
      takeOver: async (question) => takesOver || (await put({kind: 'take-over', ...question})),
      confirmUndo: (question) => put({kind: 'undo', ...question}),
      login: (question) => put({kind: 'login', ...question}),
    },
  };
}
