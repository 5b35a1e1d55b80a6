/** `node scripts/run-ts.js FILE [ARGS]` runs a TypeScript file of this project. */
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {ensureInstalled} from './ensure-setup.js';

ensureInstalled();
const [file = '', ...args] = process.argv.slice(2);
const {register} = await import('tsx/esm/api');
register();
process.argv = [process.argv[0] ?? 'node', resolve(file), ...args];
await import(pathToFileURL(resolve(file)).href);
