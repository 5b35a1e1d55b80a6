import type {Key} from './keys.ts';
import type {Scene} from './scene.ts';
import type {Result} from './state.ts';

/** What a command does to the scene it was given in, and the key that gave it. */
export type Command = (scene: Scene, key: Key) => Result;
