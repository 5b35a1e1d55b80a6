import type {Answers} from './answers.ts';
import type {Problem} from './problem.ts';

type Base = Answers['base'];

/** A calendar month; `month` counts from 1. */
export interface YearMonth {
  readonly year: number;
  readonly month: number;
}

export interface BaseAge {
  /** Whole months from the version's month to today; negative for a version of the future. */
  readonly months: number;
  readonly state: 'current' | 'old' | 'unsupported' | 'end-of-life';
  /** Last day of support, YYYY-MM-DD. */
  readonly supportEnds: string;
  /** Last day before the end of life, YYYY-MM-DD. */
  readonly endOfLife: string;
}

/** Months of age. Source: Harness docs, delegate image version status (support 6 months, end of life 8). */
const MONTHS = {old: 5, unsupported: 6, endOfLife: 8};

/** Build that brought UBI 9. Source: harness/delegate-dockerfile. */
const FIRST_UBI9_BUILD = 84800;

const REGISTRY_PREFIX = {
  'docker-hub': '',
  gar: 'us-docker.pkg.dev/gar-prod-setup/harness-public/',
} as const;

/** `26.08.89806.minimal-fips`: the tag that Harness publishes for the chosen version and variant. */
export const baseTag = (base: Base): string =>
  `${base.version}${base.variant === 'minimal' ? '.minimal' : ''}${base.fips ? '-fips' : ''}`;

/** Name of the base image without tag and digest. */
export function baseName(base: Base): string {
  const prefix =
    base.registry === 'private' ? (base.prefix ? `${base.prefix}/` : '') : REGISTRY_PREFIX[base.registry];
  return `${prefix}harness/delegate`;
}

/** The whole reference of the base image, with its digest when that is pinned. */
export const baseImageRef = (base: Base): string =>
  `${baseName(base)}:${baseTag(base)}${base.digest ? `@${base.digest}` : ''}`;

/**
 * What FROM names: a tag, or a digest alone. Buildah 1.14, which the older Buildah plugins hold, refuses a
 * reference with both.
 */
export const baseFromRef = (base: Base): string =>
  base.digest ? `${baseName(base)}@${base.digest}` : baseImageRef(base);

/** Build number of a version: 89806 of 26.08.89806. */
export const baseBuild = (version: string): number => Number(version.split('.')[2]);

/** Release of the Red Hat image underneath, as Microsoft's repository names it. */
export const rhelRelease = (version: string): '8' | '9.0' =>
  baseBuild(version) < FIRST_UBI9_BUILD ? '8' : '9.0';

/**
 * Age and support of a delegate version `yy.mm.bbbbb`: dates are ends of months, five and seven months after
 * the version's.
 */
export function baseAge({version, today}: {readonly version: string; readonly today: YearMonth}): BaseAge {
  const [years = '0', month = '1'] = version.split('.');
  const year = 2000 + Number(years);
  const months = (today.year - year) * 12 + today.month - Number(month);
  return {
    months,
    state: stateAt(months),
    supportEnds: lastDayOf(year, Number(month) + MONTHS.unsupported - 1),
    endOfLife: lastDayOf(year, Number(month) + MONTHS.endOfLife - 1),
  };
}

function stateAt(months: number): BaseAge['state'] {
  if (months >= MONTHS.endOfLife) return 'end-of-life';
  if (months >= MONTHS.unsupported) return 'unsupported';
  return months >= MONTHS.old ? 'old' : 'current';
}

/** `month` counts from 1 and may run past 12. Day 0 of a month is the last day of the one before. */
const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** What is wrong or worth knowing about the base image. Age is never an error: old delegates keep working. */
export function baseProblems({base, today}: {readonly base: Base; readonly today: YearMonth}): Problem[] {
  return [...ageProblems(base, today), ...prefixProblems(base)];
}

function ageProblems(base: Base, today: YearMonth): Problem[] {
  const {state, supportEnds, endOfLife} = baseAge({version: base.version, today});
  const advice = 'choose a newer version; "delegate-tui latest" asks Harness for it';
  const messages: Record<BaseAge['state'], string | undefined> = {
    current: undefined,
    old: `support of ${base.version} ends on ${supportEnds}: ${advice}`,
    unsupported: `support of ${base.version} ended on ${supportEnds}, its end of life is ${endOfLife}: ${advice}`,
    'end-of-life': `${base.version} reached its end of life on ${endOfLife}: ${advice}`,
  };
  const message = messages[state];
  return message === undefined
    ? []
    : [{field: 'base.version', code: `base-${state}`, severity: 'warning', message}];
}

function prefixProblems({registry, prefix}: Base): Problem[] {
  if (registry === 'private' && !prefix) {
    return [
      {
        field: 'base.prefix',
        code: 'missing',
        severity: 'error',
        message:
          'a private mirror needs what stands in front of harness/delegate, such as registry.corp:5000/mirror',
      },
    ];
  }
  if (registry !== 'private' && prefix) {
    return [
      {
        field: 'base.prefix',
        code: 'base-prefix-unused',
        severity: 'notice',
        message: 'the prefix is not used; set base.registry to private to pull the base image from there',
      },
    ];
  }
  return [];
}
