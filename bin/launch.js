// Loaded by delegate-tui.js only when Node is new enough for what stands here.
'use strict';

const {existsSync} = require('node:fs');
const {join} = require('node:path');
const {pathToFileURL} = require('node:url');

const program = join(__dirname, '..', 'dist', 'cli.js');

if (existsSync(program)) {
  void import(pathToFileURL(program).href).then((cli) => cli.runCli());
} else {
  process.stderr.write(
    'delegate-tui is not built yet. Run npm start in its directory; it builds and starts it.\n',
  );
  process.exitCode = 1;
}
