import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {listTargets} from '../../src/deploy-front/targets.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {deployMachine} from '../wizard/deploy/deploy-machine.ts';

const GOOD = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{name: 'one', cluster: {server: 'https://10.0.0.1'}}],
  contexts: [
    {name: 'a', context: {cluster: 'one'}},
    {name: 'b', context: {cluster: 'one'}},
  ],
});
const BAD = 'apiVersion: v1\nclusters:\n  - a: b\n   c: d\n';

interface Case {
  readonly name: string;
  readonly members: readonly string[];
  /** The rows on the screen. */
  readonly rows: readonly RegExp[];
}

/** Whatever is wrong, the practice cluster is there, and how to get out is told last. */
const CASES: readonly Case[] = [
  {name: 'no current context: all are listed', members: ['good'], rows: [/^a$/, /^b$/, /^practice$/]},
  {
    name: 'a file that is not there is named, and the others count',
    members: ['none', 'good'],
    rows: [/^a$/, /^b$/, /^practice$/, /^KUBECONFIG names .*none, which does not exist\.$/],
  },
  {
    name: 'a broken file is named with its line, and what to do',
    members: ['good', 'bad'],
    rows: [
      /^practice$/,
      /^The kubeconfig file .*bad, line 3 cannot be read: /,
      /^Repair the file, or leave it/,
    ],
  },
  {
    name: 'a file that cannot be opened is named, and what to do',
    members: ['good', 'directory'],
    rows: [
      /^practice$/,
      /^The kubeconfig file .*directory cannot be read: /,
      /^Repair the file, or leave it/,
    ],
  },
  {
    name: 'no cluster at all is said, and nobody looks at localhost',
    members: ['none'],
    rows: [
      /^practice$/,
      /^There is no cluster in your kubeconfig\.$/,
      /none, which does not exist/,
      /^Log in to/,
    ],
  },
];

describe('the list of clusters', needs('kubectl'), () => {
  for (const {name, members, rows} of CASES) {
    test(name, async (t) => {
      const directory = temporaryDirectory(t);
      writeFileSync(join(directory, 'good'), GOOD);
      writeFileSync(join(directory, 'bad'), BAD);
      mkdirSync(join(directory, 'directory'));
      const before = process.env['KUBECONFIG'];
      t.after(() => {
        if (before === undefined) delete process.env['KUBECONFIG'];
        else process.env['KUBECONFIG'] = before;
      });
      process.env['KUBECONFIG'] = members.map((member) => join(directory, member)).join(':');
      const m = deployMachine();
      m.send(await listTargets({io: {env: process.env}}));
      const labels = m.screen().rows.map(({label}) => label);
      assert.equal(labels.length, rows.length + 1, labels.join('\n'));
      for (const [index, row] of rows.entries()) assert.match(labels[index] ?? '', row);
      assert.ok(!labels.join('\n').includes('localhost'));
    });
  }
});
