import {fixedVariableNames} from '../manifest/environment.ts';
import {isSecretName} from '../secret-name.ts';
import {when, type Rule} from './rule.ts';

/** Further variables must not fight with the manifest's own, and must not carry secrets into it. */
export const envRule: Rule = (answers) => {
  const taken = new Set(fixedVariableNames(answers));
  return Object.keys(answers.delegate.env).flatMap((name) => {
    const field = `delegate.env.${name}`;
    if (taken.has(name)) {
      return [
        {
          field,
          code: 'duplicate',
          severity: 'error' as const,
          message: `${name} is set from other answers already. Remove it here.`,
        },
      ];
    }
    return when(isSecretName(name), {
      field,
      code: 'secret-in-env',
      severity: 'warning',
      message: `${name} looks like a secret, and its value would stand in the manifest for all to read. Keep it in a Kubernetes Secret or in Harness.`,
    });
  });
};
