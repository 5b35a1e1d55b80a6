/**
 * Loaded before the program, with NODE_OPTIONS=--require: the process dies by SIGKILL just before the call number
 * FAULT_KILL_AT that changes files. Without a number the calls are counted, and FAULT_KILL_COUNT gets how many they were,
 * and the directory FAULT_KILL_COPIES a copy of all that each call finds: what a kill before it would have left.
 */
const fs = require('node:fs');
const {join} = require('node:path');

const at = Number(process.env.FAULT_KILL_AT ?? 0);
const count = process.env.FAULT_KILL_COUNT;
const copies = process.env.FAULT_KILL_COPIES;
const below = process.env.FAULT_KILL_BELOW;
let calls = 0;

/** Only what concerns the output directory: caches of the program itself are no part of a write. */
function pass(path) {
  if (!String(path).startsWith(below)) return;
  calls += 1;
  if (copies && fs.existsSync(below)) fs.cpSync(below, join(copies, String(calls)), {recursive: true});
  if (calls === at) process.kill(process.pid, 'SIGKILL');
}

for (const name of ['link', 'rename', 'rm', 'rmdir', 'unlink', 'mkdir', 'copyFile', 'writeFile']) {
  const real = fs.promises[name];
  fs.promises[name] = (path, ...rest) => {
    pass(path);
    return real(path, ...rest);
  };
}
const open = fs.promises.open;
fs.promises.open = async (path, flags, ...rest) => {
  const isWrite = typeof flags === 'number' && (flags & fs.constants.O_CREAT) !== 0;
  if (!isWrite) return await open(path, flags, ...rest);
  pass(path);
  const file = await open(path, flags, ...rest);
  for (const name of ['writeFile', 'chmod', 'sync', 'close']) {
    const real = file[name].bind(file);
    file[name] = (...words) => {
      pass(path);
      return real(...words);
    };
  }
  return file;
};
if (count) process.on('exit', () => fs.writeFileSync(count, String(calls)));
