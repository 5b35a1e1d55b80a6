import type {Key} from '../keys.ts';
import type {DeployScene} from './scene.ts';
import type {DeployStep} from './state.ts';

/** What a command does to the scene it was given in, and the key that gave it. */
export type DeployCommand = (scene: DeployScene, key: Key) => DeployStep;
