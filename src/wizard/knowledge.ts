import type {Advice} from '../domain/advice.ts';
import type {PartialAnswers, Secrets} from '../domain/answers.ts';
import type {FeatureRow} from '../domain/catalogue/types.ts';
import type {Today} from '../domain/check-answers.ts';
import type {FilledFile} from '../domain/existing/fill-answers.ts';
import type {LineDiff} from '../domain/line-diff.ts';
import type {FileTexts} from '../domain/patch/masked-roles.ts';
import type {Plan, PlannedFile} from '../domain/plan-types.ts';
import type {Problem} from '../domain/problem.ts';

/** One version of a tool in the image, and the command that calls it: `helm`, `helm-3.14.4`. */
export interface InstalledVersion {
  readonly version: string;
  readonly calledAs: string;
}

/** A tool as the list of the tools step shows it. */
export interface ToolLine {
  readonly name: string;
  readonly command: string;
  readonly purpose: string;
  /** Known ones, newest first; the first is what is installed when none is chosen. Empty for plain packages. */
  readonly versions: readonly string[];
  /** What would be in the image, newest first; none when the tool is not in it. */
  readonly installed: readonly InstalledVersion[];
  /** Why it is there without being ticked: `with Terraform`. */
  readonly because?: string;
  readonly inBase: boolean;
  /** How its download is verified, in words: `checksum published`. */
  readonly integrity: string;
  /** One sentence to read when choosing it. */
  readonly note?: string;
}

/** A registry kind as the image step shows it. */
export interface RegistryLine {
  readonly registry: string;
  readonly label: string;
  /** Where the label is too long to stand beside the others. */
  readonly short?: string;
  /** Paths of the answers it needs beside repository and tag. */
  readonly fields: readonly string[];
  readonly hostExample: string;
  readonly repositoryExample: string;
}

/** What a typed token looks like. Never repeats the token. */
export interface TokenLook {
  readonly severity?: 'error' | 'warning' | 'notice';
  /** `base64 of a token, fine as it is` */
  readonly message: string;
}

/** What beside the answers decides whether they will do. */
export interface Facts {
  readonly today: Today;
  readonly secrets: Secrets;
  /** The file that installs the delegate already; edited in the place of a new one. */
  readonly existing?: FilledFile;
}

/**
 * Everything the wizard asks the domain: plain data and pure functions of raw answers, none of which throws.
 * Handed in with the state, so that the machine can be tested with a handful of made-up tools.
 */
export interface Knowledge {
  readonly features: readonly FeatureRow[];
  readonly registries: readonly RegistryLine[];
  problems(answers: PartialAnswers, facts: Facts): readonly Problem[];
  /** The files to write; `undefined` while an answer is missing or wrong. */
  plan(answers: PartialAnswers, facts: Facts): Plan | undefined;
  /** The files as they would be now, with stand-ins for what is missing. Never holds the token. */
  preview(answers: PartialAnswers, facts?: Facts): readonly PlannedFile[];
  /** In the order of the catalogue. */
  tools(answers: PartialAnswers): readonly ToolLine[];
  /** A tool that the chosen ones want beside them. `why` is a sentence without the key to press. */
  companion(answers: PartialAnswers): {readonly tool: string; readonly why: string} | undefined;
  advise(answers: PartialAnswers): Advice;
  baseRef(answers: PartialAnswers): string;
  imageRef(answers: PartialAnswers): string;
  inspectToken(text: string): TokenLook;
  /** What takes one text of a file to the other. Secrets are hidden. */
  diff(texts: FileTexts): LineDiff;
  /** How many lines are added and removed; secrets count as what they are. */
  changes(before: string, after: string): Pick<LineDiff, 'added' | 'removed'>;
}
