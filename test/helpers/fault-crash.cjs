/**
 * Loaded before the program, with NODE_OPTIONS=--require: breaks it once the file FAULT_CRASH is there. Its first line
 * says where: `background`, in a callback that nobody waits for, `drawing`, where frames get their lines, or `telling`,
 * in the background and in whatever makes texts clean, so that the report breaks too. The rest is what the error says.
 */
const fs = require('node:fs');

const file = process.env.FAULT_CRASH;
const isUs = process.argv[1]?.endsWith('delegate-tui.js');

if (file && isUs) {
  const timer = setInterval(() => {
    if (!fs.existsSync(file)) return;
    clearInterval(timer);
    const [where, ...says] = fs.readFileSync(file, 'utf8').split('\n');
    const fail = () => {
      throw new TypeError(says.join('\n'));
    };
    if (where === 'background') fail();
    const {prototype: ofStrings} = String;
    Object.defineProperty(ofStrings, where === 'telling' ? 'replaceAll' : 'repeat', {value: fail});
    if (where === 'telling') fail();
  }, 20);
  timer.unref();
}
