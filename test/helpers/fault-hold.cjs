/**
 * Loaded before the program, with NODE_OPTIONS=--require: while the file FAULT_HOLD is there, files that are written do
 * not reach the disk (FAULT_HOLD_AT=sync), or their places (FAULT_HOLD_AT=link). FAULT_HOLD-reached says that one waits.
 * FAULT_HOLD_AFTER: so many go their way first.
 */
const fs = require('node:fs');

const gate = process.env.FAULT_HOLD;
const at = process.env.FAULT_HOLD_AT;

let before = Number(process.env.FAULT_HOLD_AFTER ?? 0);

async function wait() {
  if (before-- > 0) return;
  fs.writeFileSync(`${gate}-reached`, '');
  while (fs.existsSync(gate)) await new Promise((resolve) => setTimeout(resolve, 20));
}

if (at === 'sync') {
  const open = fs.promises.open;
  fs.promises.open = async (path, ...rest) => {
    const file = await open(path, ...rest);
    if (!String(path).includes('.delegate-tui-')) return file;
    const sync = file.sync.bind(file);
    file.sync = async () => {
      await wait();
      return await sync();
    };
    return file;
  };
}
if (at === 'link') {
  const link = fs.promises.link;
  fs.promises.link = async (...names) => {
    await wait();
    return await link(...names);
  };
}
