/**
 * `npm run pictures` draws docs/pictures anew: each scene is played in the built program, in a real
 * pseudo-terminal, and what stands on the screen is written as SVG. Names behind the command: only those.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import {SCENES} from './pictures/scenes.ts';
import {svgFrame} from './pictures/svg-frame.ts';
import {takePicture} from './pictures/take-picture.ts';

const DIRECTORY = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const names = process.argv.slice(2);

mkdirSync(DIRECTORY, {recursive: true});
for (const scene of SCENES.filter(({name}) => names.length === 0 || names.includes(name))) {
  const frame = await takePicture(scene);
  writeFileSync(join(DIRECTORY, `${scene.name}.svg`), svgFrame({frame, title: scene.title}));
  console.error(`docs/pictures/${scene.name}.svg`);
}
