import {fileURLToPath} from 'node:url';
import {overrideText} from '../../src/domain/override/override-text.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {completeAnswers} from './arbitrary-answers.ts';
import {fullAnswers} from './install-answers.ts';

export const INSTALL_GOLDEN_DIRECTORY = fileURLToPath(new URL('../golden-installs/', import.meta.url));

const TOKEN = '0123456789abcdef0123456789abcdef';

/** Files for Helm and Terraform as they were agreed on: the smallest answers, and all of them. */
export function installGoldens(): {readonly name: string; readonly content: string}[] {
  const plans = (['helm', 'terraform'] as const).flatMap((install) =>
    [
      {of: 'small', answers: completeAnswers({delegate: {install}})},
      {of: 'full', answers: fullAnswers(install, {delegate: {token: {from: 'file'}}})},
      {
        of: 'secret',
        answers: completeAnswers({
          delegate: {install, token: {from: 'secret', secretName: 'delegate-token'}},
        }),
      },
    ].map(({of, answers}) => ({of: `${install}-${of}`, answers})),
  );
  return [
    ...plans.flatMap(({of, answers}) =>
      makePlan({answers, secrets: {delegateToken: TOKEN}})
        .files.filter(({role}) => ['values', 'terraform', 'token', 'ignore'].includes(role))
        .map(({path, content}) => ({name: `${of}.${path}.golden`, content})),
    ),
    {name: 'override.sh.golden', content: overrideText(fullAnswers('helm'))},
  ];
}
