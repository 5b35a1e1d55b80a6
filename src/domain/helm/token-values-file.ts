import type {Answers} from '../answers.ts';
import {INSTALL_FILE} from '../install/file-names.ts';
import {inspectToken} from '../token.ts';
import {yamlText} from '../yaml-text.ts';

/**
 * The second values file, with the token alone. The chart encodes it once more into its Secret, so it stands
 * here as Harness shows it; a token that was encoded twice is written decoded once.
 */
export const tokenValuesFile = ({
  answers,
  token,
}: {
  readonly answers: Pick<Answers, 'delegate'>;
  readonly token: string;
}): string =>
  yamlText(
    {delegateToken: inspectToken(token).value},
    {
      comment: [
        `Token of Harness delegate ${answers.delegate.name}. Keep this file out of git and readable by you alone.`,
        `Give it to helm behind ${INSTALL_FILE.helm}, with a second -f.`,
      ],
    },
  );
