/** Reads texts of far too many levels with every reader; what overflows there ends the program, not a test. */
import {practiceManifests} from '../../src/domain/deploy/practice-manifests.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {planPatch} from '../../src/domain/patch/plan-patch.ts';
import {parsePresetText} from '../../src/domain/preset-text.ts';
import {DEEP_SHAPES} from './deep-texts.ts';

const file = 'a.yaml';
const today = {year: 2026, month: 1};
const left = [1600, 6000].flatMap((levels) =>
  DEEP_SHAPES.filter(([, shape]) => {
    const text = shape(levels);
    practiceManifests([text]);
    return (
      planPatch({text, file, wishes: {}, today}).state !== 'foreign' ||
      readManifest(text, 'x').problems.length === 0 ||
      parsePresetText({text, file}).problems.length === 0
    );
  }).map(([name]) => `${levels} ${name}`),
);
process.stdout.write(left.length === 0 ? 'all were refused' : left.join('\n'));
