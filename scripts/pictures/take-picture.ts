import type {TestContext} from 'node:test';
import {startWizard} from '../../test/helpers/wizard-run.ts';
import {readCells} from './read-cells.ts';
import type {Frame} from './read-cells.ts';
import type {Scene} from './scenes.ts';

/** Slow enough to be seen, fast enough to be waited for. */
const PRACTICE_SPEED = '60';

/**
 * Plays a scene in the built program, in a pseudo-terminal with no settings and in an empty directory.
 *
 * @throws Error with the screen as it is when what the scene waits for never comes
 */
export async function takePicture(scene: Scene): Promise<Frame> {
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
    return await readCells({written: wizard.written(), columns, rows});
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
