/**
 * Loaded before the program, with --require: appends every word and every variable of the environment that a child
 * is started with to the file SPIED_CALLS, each once and as JSON, and a number for each child.
 */
const {appendFileSync} = require('node:fs');
const {ChildProcess} = require('node:child_process');

/** Tells `onChild` of every child of this process, at the moment in which the system gets its words. */
exports.spyOnChildren = (onChild) => {
  const {spawn} = ChildProcess.prototype;
  ChildProcess.prototype.spawn = function (options) {
    onChild({file: options.file, words: [...(options.args ?? [])], variables: [...(options.envPairs ?? [])]});
    return spawn.call(this, options);
  };
};

const file = process.env.SPIED_CALLS;
if (file !== undefined) {
  const known = new Set();
  let children = 0;
  exports.spyOnChildren(({words, variables}) => {
    const lines = [++children];
    for (const text of [...words, ...variables]) {
      if (known.has(text)) continue;
      known.add(text);
      lines.push(JSON.stringify(text));
    }
    appendFileSync(file, `${lines.join('\n')}\n`);
  });
}
