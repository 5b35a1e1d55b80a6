import {ANSWERED} from '../../test/helpers/answered.ts';
import type {WizardRun} from '../../test/helpers/wizard-run.ts';

const SMALL = {columns: 80, rows: 24};
const LARGE = {columns: 140, rows: 40};

/** One picture: how the program is started, and what is pressed until the screen is as it should be. */
export interface Scene {
  /** Of the file, without ending. */
  readonly name: string;
  /** What is to be seen, for those who cannot see it. */
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  readonly args: readonly string[];
  /** Shows times and names that differ from run to run, or the version of the kubectl at hand. */
  readonly moves?: true;
  readonly play: (wizard: WizardRun) => Promise<void>;
}

const toReview = (wizard: WizardRun): Promise<void> =>
  wizard.until('the comparison with the disk', (lines) =>
    lines.some((line) => /Dockerfile +new +write/.test(line)),
  );

async function toPreflight(wizard: WizardRun): Promise<void> {
  await toReview(wizard);
  wizard.press('d');
  await wizard.untilText('Press y to apply.');
}

export const SCENES: readonly Scene[] = [
  {
    name: 'start',
    title: 'The first step: presets to start from',
    ...SMALL,
    args: [],
    play: async (wizard) => {
      await wizard.untilStep(1);
      await wizard.pointTo('kubernetes');
    },
  },
  {
    name: 'tools',
    title: 'The second step: tools are ticked, and the Dockerfile that comes of it stands beside them',
    ...LARGE,
    args: [],
    play: async (wizard) => {
      await wizard.untilStep(1);
      await wizard.pointTo('kubernetes');
      await wizard.next(2);
      await wizard.pointTo('Terraform');
      wizard.press(' ');
      await wizard.until('the ticked row', () => wizard.pointed().includes('◉ Terraform'));
    },
  },
  {
    name: 'policy',
    title: 'The fourth step: what the cluster allows, and which builder fits',
    ...LARGE,
    args: ['--preset', 'kubernetes', '--image-repository', 'acme/custom-delegate'],
    play: async (wizard) => {
      await wizard.untilStep(5);
      await wizard.back(4);
    },
  },
  {
    name: 'review',
    title: 'The last step: every file, and what would change in it',
    ...SMALL,
    args: ANSWERED,
    play: toReview,
  },
  {
    name: 'preflight',
    title: 'Before the apply: every check, and every object that would change',
    ...LARGE,
    args: [...ANSWERED, '--practice=ok'],
    moves: true,
    play: toPreflight,
  },
  {
    name: 'rollout-wrong',
    title: 'A rollout that cannot succeed: the reason, the next step, and three ways on',
    ...LARGE,
    args: [...ANSWERED, '--practice=image-not-found'],
    moves: true,
    play: async (wizard) => {
      await toPreflight(wizard);
      wizard.press('y');
      await wizard.untilText('Take over fields of others');
      wizard.press('y');
      await wizard.untilText('Cannot succeed as it is');
    },
  },
  {
    name: 'complete',
    title: 'A rollout that is complete, with the delegate registered',
    ...SMALL,
    args: [...ANSWERED, '--practice=ok'],
    moves: true,
    play: async (wizard) => {
      await toPreflight(wizard);
      wizard.press('y');
      await wizard.until('the registration', (lines) =>
        lines.some((line) => line.includes('✔ Complete') && line.includes('registered')),
      );
    },
  },
];
