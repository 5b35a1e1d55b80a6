#!/usr/bin/env node
// Old syntax on purpose: any Node must be able to read this file, and say what is needed instead.
'use strict';

var required = [20, 19];
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (major < required[0] || (major === required[0] && minor < required[1])) {
  process.stderr.write(
    'delegate-tui needs Node.js ' +
      required.join('.') +
      ' or newer and this is ' +
      process.versions.node +
      '; install a newer one from https://nodejs.org and run the command again.\n',
  );
  process.exitCode = 1;
} else {
  void require('./launch.js').launch(process.argv.slice(2));
}
