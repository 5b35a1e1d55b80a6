import {note} from '../item.ts';
import type {StepScreen} from '../steps/step-screen.ts';

/** Ctrl+C with answers that nobody has kept. The status stays in sight in a window that is too small for a frame. */
export const leave: StepScreen = {
  question: () => 'Leave without writing?',
  status: () => [{label: 'leave', text: 'ctrl+c again leaves, esc stays'}],
  items: () => [
    note({id: 'leave-note', label: 'What you changed is not written, and will not be remembered.'}),
  ],
};
