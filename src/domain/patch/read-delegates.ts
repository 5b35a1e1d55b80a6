import type {Problem} from '../problem.ts';
import {sanitiseLine} from '../text.ts';
import {findInSource, type FoundDelegate} from './find-in-source.ts';
import {FOREIGN_TEXTS, FOREIGN_YAML, type ForeignKind} from './foreign-texts.ts';
import {readSource, type Source} from './source.ts';

export type DelegateReading =
  | {readonly state: 'found'; readonly source: Source; readonly delegates: readonly FoundDelegate[]}
  /** `kind` says what the text is instead; the problem is one sentence about it, with line and column where known. */
  | {readonly state: 'foreign'; readonly kind: ForeignKind; readonly problem: Problem};

interface Wrong {
  readonly kind: ForeignKind;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * The delegates of a manifest, in their order. A delegate is known by its variables, its image, or its label and
 * container, never by where it stands. What holds no delegate is told apart. Never throws.
 *
 * @param file name for messages
 */
export function readDelegates({text, file}: {readonly text: string; readonly file: string}): DelegateReading {
  const source = readSource({text, file});
  const foreign = ({kind, message, line = 1, column = 1}: Wrong): DelegateReading => ({
    state: 'foreign',
    kind,
    problem: {
      field: sanitiseLine(file, {maxLength: 200}),
      code: kind,
      severity: 'error',
      message,
      source: {file: sanitiseLine(file, {maxLength: 200}), line, column},
    },
  });
  const told = (row: (typeof FOREIGN_TEXTS)[number]): DelegateReading =>
    foreign({kind: row.kind, message: row.says(source)});
  const delegates = source.faults.length > 0 ? [] : findInSource(source, 'Deployment');
  if (delegates.length > 0) return {state: 'found', source, delegates};
  const text1 = FOREIGN_TEXTS.find(({fits}) => fits(source));
  if (text1 !== undefined) return told(text1);
  const [fault] = source.faults;
  if (fault !== undefined) {
    const reason = sanitiseLine(fault.message, {maxLength: 160});
    return foreign({
      kind: 'not-yaml',
      message: `is not valid YAML: ${reason}; mend line ${fault.line} and try again`,
      line: fault.line,
      column: fault.column,
    });
  }
  return (
    otherWorkload(source, foreign) ?? told(FOREIGN_YAML.find(({fits}) => fits(source)) ?? FOREIGN_YAML[0]!)
  );
}

/** Delegates that are no Deployments. */
function otherWorkload(
  source: Source,
  foreign: (wrong: Wrong) => DelegateReading,
): DelegateReading | undefined {
  const [legacy] = findInSource(source, 'StatefulSet');
  if (legacy !== undefined)
    return foreign({
      kind: 'legacy',
      message: `holds a legacy delegate, StatefulSet ${legacy.name}, which takes no custom image; install a delegate of today beside it, then delete this one`,
      line: legacy.line,
    });
  const other = source.objects.find(
    ({kind, value}) =>
      /^(?:DaemonSet|ReplicaSet|Pod|Job)$/.test(kind) &&
      /"(?:DELEGATE_NAME|DELEGATE_TOKEN)"/.test(JSON.stringify(value)),
  );
  return (
    other &&
    foreign({
      kind: 'other-workload',
      message: `runs a delegate as ${other.kind} ${other.name}, which is not known how to patch; use a Deployment, such as delegate-tui makes`,
      line: source.lineOf(other, ['kind']),
    })
  );
}
