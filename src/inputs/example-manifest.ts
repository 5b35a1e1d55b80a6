import {checkAnswers} from '../domain/check-answers.ts';
import {USUAL_MANAGER_URL} from '../domain/defaults.ts';
import {manifest} from '../domain/manifest.ts';
import {mergeAnswers} from '../domain/merge.ts';

/** A month in which every version of the catalogue is known. */
const TODAY = {year: 2026, month: 11};

/** A manifest with made-up answers, for the practice cluster. */
export function exampleManifest({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace: string;
}): string {
  const flags = {
    image: {repository: 'example/custom-delegate'},
    delegate: {name, namespace, accountId: 'EXAMPLE_ACCOUNT_ID', managerUrl: USUAL_MANAGER_URL},
  };
  const {answers, problems} = checkAnswers(mergeAnswers({flags}), {today: TODAY});
  if (answers === undefined) throw new Error(problems.map(({message}) => message).join('; '));
  return manifest(answers);
}
