import type {PartialAnswers} from '../answers.ts';
import type {YearMonth} from '../base-image.ts';
import type {Install} from '../choices.ts';
import {answersFromManifest} from '../patch/answers-from-manifest.ts';
import {planFile} from '../patch/plan-file.ts';
import {readDelegates} from '../patch/read-delegates.ts';
import type {Problem} from '../problem.ts';
import {answersFromInstall} from './answers-from-install.ts';

/** What a patch does to a file only when it is asked to, and the code of the edits for it. */
const FIX_CODES = {fixSelector: 'selector', fixAutoscaler: 'autoscaler-target'} as const;
export type FileFix = keyof typeof FIX_CODES;

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
  /** What would change something in it. */
  readonly fixable: readonly FileFix[];
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

/** Any token, to see whether the file has a place for one; and everything that can be asked for. */
const PROBE = '0'.repeat(32);

/** Reads a manifest, values of the Helm chart, or Terraform. Never throws, whatever the text is. */
export function readExisting({path, text, delegate, today}: Request): ExistingReading {
  const named = delegate === undefined ? {} : {delegate};
  const request = {text, file: path, ...named, today};
  const {install, plan} = planFile({...request, wishes: {}});
  if (plan.state !== 'planned') return plan;
  const probed = planFile({
    ...request,
    wishes: {token: PROBE, fixSelector: true, fixAutoscaler: true},
  }).plan;
  const codes = new Set(probed.state === 'planned' ? probed.edits.map(({code}) => code) : []);
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
      waitsForToken: codes.has('token'),
      fixable: (Object.keys(FIX_CODES) as FileFix[]).filter((fix) => codes.has(FIX_CODES[fix])),
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
