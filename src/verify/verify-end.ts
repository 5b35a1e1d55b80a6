import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {VerifyEvent, VerifyOutcome} from './verify-events.ts';
import type {Notes, VerifyRequest} from './verify-types.ts';

/** Exit code of each outcome. */
const VERIFY_CODE: Readonly<Record<VerifyOutcome, ExitCode>> = {
  proven: EXIT_CODE.ok,
  'not-proven': EXIT_CODE.failed,
  refused: EXIT_CODE.refused,
  lost: EXIT_CODE.lost,
  gone: EXIT_CODE.overtaken,
  left: EXIT_CODE.cancelled,
};

export function beginNotes(): Notes {
  const proven: string[] = [];
  const open: string[] = [];
  const wrong: string[] = [];
  const next: string[] = [];
  let isRefused = false;
  let ended: {outcome: VerifyOutcome; reason: string} | undefined;
  const outcome = (): VerifyOutcome =>
    ended?.outcome ?? (isRefused ? 'refused' : wrong.length > 0 ? 'not-proven' : 'proven');
  return {
    prove: (words) => void proven.push(words),
    leaveOpen: (words) => void open.push(words),
    add(words, as) {
      wrong.push(words.replace(/\.$/, ''));
      isRefused ||= as === 'refused';
    },
    end(word, reason = 'You left before all was looked at.', step) {
      ended ??= {outcome: word, reason};
      if (step !== undefined) next.push(step);
    },
    outcome,
    next: () => next,
    sentence(name) {
      if (ended !== undefined) return ended.reason;
      const not = open.length === 0 ? '' : ` Not looked at: ${open.join(', ')}.`;
      if (wrong.length > 0) return `${name} is not proven: ${wrong.join('; ')}.${not}`;
      return proven.length === 0
        ? `Nothing about ${name} could be proven.${not}`
        : `${name} works: ${proven.join(', ')}.${not}`;
    },
  };
}

/** The last event. */
export function endOf({connection, name, lastStep}: VerifyRequest, notes: Notes): VerifyEvent {
  const outcome = notes.outcome();
  const shown = sanitiseLine(name);
  const isOver = outcome === 'proven' || outcome === 'not-proven' || outcome === 'refused';
  return {
    type: 'end',
    result: {
      outcome,
      sentence: sanitiseLine(notes.sentence(shown)),
      next: [...notes.next(), ...(isOver ? [lastStep] : [])],
      name: shown,
      namespace: sanitiseLine(connection.target.namespace),
    },
    exitCode: VERIFY_CODE[outcome],
  };
}
