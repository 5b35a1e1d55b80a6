import type {TestContext} from 'node:test';
import {nextLook} from '../../test/helpers/until.ts';
import {startWizard} from '../../test/helpers/wizard-run.ts';
import {readCells} from './read-cells.ts';
import type {Frame} from './read-cells.ts';
import type {Scene} from './scenes.ts';

/** Slow enough to be seen, fast enough to be waited for. */
const PRACTICE_SPEED = '60';

/** A frame may still be on its way. */
const MOST_LOOKS = 200;

/** Source: synchronized output, DEC private mode 2026. */
const isWhole = (written: string): boolean =>
  written.lastIndexOf('\u001b[?2026h') <= written.lastIndexOf('\u001b[?2026l');

/**
 * Plays a scene in the built program, in a pseudo-terminal with no settings and in an empty directory.
 *
 * @param isRight looks again for a while until the picture is
 * @throws Error with the screen as it is when what the scene waits for never comes
 */
export async function takePicture(
  scene: Scene,
  isRight: (frame: Frame) => boolean = () => true,
): Promise<Frame> {
  const {columns, rows, args} = scene;
  const ends: (() => unknown)[] = [];
  const context = {after: (end: () => unknown) => void ends.push(end)} as unknown as TestContext;
  try {
    const wizard = startWizard(context, {
      columns,
      rows,
      args,
      env: {DELEGATE_TUI_PRACTICE_SPEED: PRACTICE_SPEED},
    });
    await scene.play(wizard);
    const frame = async (): Promise<Frame> => {
      await wizard.until('a whole frame', () => isWhole(wizard.written()));
      return readCells({written: wizard.written(), columns, rows});
    };
    let taken = await frame();
    for (let looks = 0; looks < MOST_LOOKS && !isRight(taken); looks++) {
      await nextLook();
      taken = await frame();
    }
    return taken;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
