import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {checkAnswers} from '../../src/domain/check-answers.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {makePlan} from '../../src/domain/plan.ts';
import type {Plan} from '../../src/domain/plan-types.ts';
import {parsePresetText} from '../../src/domain/preset-text.ts';

export const PRESET_DIRECTORY = fileURLToPath(new URL('../../presets/', import.meta.url));
export const GOLDEN_DIRECTORY = fileURLToPath(new URL('../golden/', import.meta.url));

/** The month that golden files are made in, so that age warnings do not depend on the clock. */
const TODAY = {year: 2026, month: 11};

/** What a person adds to a built-in preset: the answers that have no default. */
const PERSONAL_ANSWERS: Record<string, unknown> = {
  image: {repository: 'acme/custom-delegate'},
  delegate: {accountId: 'aBcDeFgHiJkLmNoPqRsTuV', managerUrl: 'https://app.harness.io'},
};
const PERSONAL_BY_PRESET: Record<string, unknown> = {
  'aws-ecr': {
    image: {repository: 'custom-delegate', account: '123456789012', region: 'eu-central-1'},
    delegate: PERSONAL_ANSWERS['delegate'],
  },
};

/** Names of the built-in presets, sorted. */
export const presetNames = (): string[] =>
  readdirSync(PRESET_DIRECTORY)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();

/** The plan of a built-in preset with the personal answers added; throws when the preset is not complete then. */
export function planOfPreset(name: string): Plan {
  const file = join(PRESET_DIRECTORY, `${name}.yaml`);
  const preset = parsePresetText({text: readFileSync(file, 'utf8'), file});
  const raw = mergeAnswers({preset: preset.answers, flags: PERSONAL_BY_PRESET[name] ?? PERSONAL_ANSWERS});
  const {answers, problems} = checkAnswers(raw, {today: TODAY, positionOf: preset.positionOf});
  if (!answers)
    throw new Error(
      `${name}: ${problems.map((problem) => `${problem.field} ${problem.message}`).join('; ')}`,
    );
  return makePlan({answers});
}
