import assert from 'node:assert/strict';
import {test} from 'node:test';
import {besideName} from '../../src/domain/beside-name.ts';

for (const [path, number, expected] of [
  ['Dockerfile', 1, 'Dockerfile.new'],
  ['Dockerfile', 2, 'Dockerfile.new-2'],
  ['build-and-push.yaml', 1, 'build-and-push.new.yaml'],
  ['build-and-push.yaml', 3, 'build-and-push.new-3.yaml'],
  ['a.b/Dockerfile', 1, 'a.b/Dockerfile.new'],
  ['a.b\\Dockerfile', 1, 'a.b\\Dockerfile.new'],
  ['.dockerignore', 1, '.dockerignore.new'],
  ['a/.env.local', 2, 'a/.env.new-2.local'],
] as const) {
  test(`beside ${path}, ${number}: ${expected}`, () => assert.equal(besideName(path, number), expected));
}
