import type {Printable} from '../args/options.ts';
import type {Answers} from '../domain/answers.ts';
import {overrideText} from '../domain/override/override-text.ts';
import type {Plan} from '../domain/plan-types.ts';
import {UserError} from '../domain/user-error.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import type {Io} from '../console/io.ts';

interface Printed {
  readonly answers: Answers;
  readonly plan: Plan;
  readonly role: Printable;
  readonly io: Io;
}

/** Prints one text of a plan. Throws `UserError` where the plan has none of that kind. */
export function printFile({answers, plan, role, io}: Printed): ExitCode {
  if (role === 'override') {
    io.out(overrideText(answers));
    return EXIT_CODE.ok;
  }
  const file = plan.files.find((candidate) => candidate.role === role);
  if (!file)
    throw new UserError(`These answers make no ${role}.`, {
      next: ['Run generate with --dry-run to see what they make.'],
    });
  io.out(file.content);
  return EXIT_CODE.ok;
}
