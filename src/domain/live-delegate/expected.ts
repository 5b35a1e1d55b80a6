import type {Answers} from '../answers.ts';
import {baseAge, type BaseAge, type YearMonth} from '../base-image.ts';
import {runningImage} from '../image-ref.ts';
import {resolveTools} from '../tools.ts';
import type {LiveDelegate, LiveFinding} from './types.ts';

/** Which version of Harness's image is underneath, and how old it is. */
export interface LiveBase {
  /** `tag`: of an image of Harness. `hint`: the tag of another image begins with it. */
  readonly from: 'tag' | 'answers' | 'hint' | 'unknown';
  readonly version?: string;
  readonly age?: BaseAge;
}

/** What the answers say that the delegate should be. */
export interface Expected {
  /** Absent while the answers do not name one. */
  readonly image?: string;
  readonly tools: readonly {readonly name: string; readonly version: string}[];
}

export interface LiveExpectation {
  readonly base: LiveBase;
  readonly expected?: Expected;
  readonly findings: readonly LiveFinding[];
}

interface Asked {
  /** Of the preset or the output directory, when there is one; some name tools, but no image. */
  readonly answers?: {readonly value: Answers; readonly namesImage: boolean};
  readonly today: YearMonth;
}

/** Holds a live delegate against the answers it was made from. The cluster itself does not know the base. */
export function expectationOf(
  {image}: Pick<LiveDelegate, 'image'>,
  {answers, today}: Asked,
): LiveExpectation {
  const expected = answers === undefined ? undefined : expectedOf(answers);
  const isSame = expected?.image !== undefined && runs(image.ref, expected.image);
  const said = isSame ? answers?.value.base.version : undefined;
  const base = baseOf({image, today, ...(said === undefined ? {} : {said})});
  const other = isSame ? undefined : expected?.image;
  return {
    base,
    ...(expected === undefined ? {} : {expected}),
    findings: [
      ...(base.from === 'hint' || base.age === undefined ? [] : ageFindings(base.version ?? '', base.age)),
      ...(other === undefined ? [] : [imageFinding(image.ref, other)]),
    ],
  };
}

const expectedOf = ({value, namesImage}: NonNullable<Asked['answers']>): Expected => ({
  ...(namesImage ? {image: runningImage(value)} : {}),
  tools: toolsOf(value),
});

/** A tag is met by whatever digest stands behind it; a pinned digest only by itself. */
const runs = (live: string, expected: string): boolean =>
  live === expected || (!expected.includes('@') && live.split('@')[0] === expected);

const toolsOf = (answers: Answers) => resolveTools(answers).map(({name, version}) => ({name, version}));

function baseOf({
  image,
  today,
  said,
}: Pick<LiveDelegate, 'image'> & {readonly today: YearMonth; readonly said?: string}): LiveBase {
  const known = (from: LiveBase['from'], version: string): LiveBase => ({
    from,
    version,
    age: baseAge({version, today}),
  });
  if (image.version !== undefined) return known('tag', image.version);
  if (said !== undefined) return known('answers', said);
  return image.suggests === undefined ? {from: 'unknown'} : known('hint', image.suggests);
}

function ageFindings(version: string, {state, supportEnds, endOfLife}: BaseAge): LiveFinding[] {
  const texts: Record<BaseAge['state'], string | undefined> = {
    current: undefined,
    old: `Support of ${version} ends on ${supportEnds}.`,
    unsupported: `Support of ${version} ended on ${supportEnds}; its end of life is ${endOfLife}.`,
    'end-of-life': `${version} reached its end of life on ${endOfLife}.`,
  };
  const text = texts[state];
  return text === undefined
    ? []
    : [
        {
          code: `base-${state}`,
          text,
          next: 'Build on a newer version; delegate-tui latest asks Harness for it.',
        },
      ];
}

const imageFinding = (live: string, expected: string): LiveFinding => ({
  code: 'other-image',
  text: `It runs ${live}, and the answers say ${expected}.`,
  next: 'Apply the manifest again if that image is the one you want; look who set the other one before.',
});
