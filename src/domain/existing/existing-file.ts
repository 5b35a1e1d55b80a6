import type {PartialAnswers} from '../answers.ts';
import type {YearMonth} from '../base-image.ts';
import type {Install} from '../choices.ts';
import {answersFromManifest} from '../patch/answers-from-manifest.ts';
import {planFile} from '../patch/plan-file.ts';
import {readDelegates} from '../patch/read-delegates.ts';
import type {Problem} from '../problem.ts';
import {answersFromInstall} from './answers-from-install.ts';

/** A file that installs a delegate already, and what it says about it. */
export interface ExistingFile {
  /** As it was given. */
  readonly path: string;
  readonly text: string;
  /** What applies it. */
  readonly install: Install;
  /** Which delegate of several, as a patch wants it. */
  readonly delegate?: string;
  /** Of the workload; empty where the file names none. */
  readonly name: string;
  readonly namespace: string;
  /** Answers that the file gives. Hold no secret. */
  readonly given: PartialAnswers;
  /** The file has a place for the token, and it is empty or a placeholder. */
  readonly waitsForToken: boolean;
}

export type ExistingReading =
  | {readonly state: 'ready'; readonly file: ExistingFile}
  /** Several delegates, and none was named. */
  | {readonly state: 'choose'; readonly names: readonly string[]; readonly problem: Problem}
  /** No file of a delegate: one sentence about what it is. */
  | {readonly state: 'foreign'; readonly problem: Problem};

interface Request {
  readonly path: string;
  readonly text: string;
  readonly delegate?: string | undefined;
  readonly today: YearMonth;
}

/** Any token, to see whether the file has a place for one. */
const PROBE = '0'.repeat(32);

/** Reads a manifest, values of the Helm chart, or Terraform. Never throws, whatever the text is. */
export function readExisting({path, text, delegate, today}: Request): ExistingReading {
  const named = delegate === undefined ? {} : {delegate};
  const request = {text, file: path, ...named, today};
  const {install, plan} = planFile({...request, wishes: {}});
  if (plan.state !== 'planned') return plan;
  const probed = planFile({...request, wishes: {token: PROBE}}).plan;
  const {name, namespace} = plan.delegate;
  return {
    state: 'ready',
    file: {
      path,
      text,
      install,
      ...named,
      name,
      namespace,
      given:
        install === 'manifest'
          ? givenByManifest({path, text}, {name, namespace})
          : answersFromInstall({path, text, install, ...named}),
      waitsForToken: probed.state === 'planned' && probed.edits.some(({code}) => code === 'token'),
    },
  };
}

function givenByManifest(
  {path, text}: Pick<ExistingFile, 'path' | 'text'>,
  {name, namespace}: Pick<ExistingFile, 'name' | 'namespace'>,
): PartialAnswers {
  const reading = readDelegates({text, file: path});
  if (reading.state === 'foreign') return {};
  const found = reading.delegates.find((other) => other.name === name && other.namespace === namespace);
  return found === undefined ? {} : answersFromManifest(reading.source, found);
}
