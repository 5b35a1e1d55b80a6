import assert from 'node:assert/strict';
import {test} from 'node:test';
import {buildCommand} from '../../src/domain/build-command.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

test('builds for the machine that pipelines build for, in the directory that is given', () => {
  const image = {tag: '7'};
  assert.equal(
    buildCommand(completeAnswers({image}), "'my files'"),
    "docker build --platform linux/amd64 -t acme/custom-delegate:7 'my files'",
  );
});

test('every argument that the Dockerfile declares for a proxy is handed on, without its value', () => {
  const proxy = {host: 'proxy.corp', port: 3128};
  const answers = completeAnswers({dockerfile: {proxyArgs: true}, delegate: {proxy}});
  const command = buildCommand(answers, '.');
  assert.match(command, / --build-arg HTTP_PROXY --build-arg HTTPS_PROXY --build-arg NO_PROXY -t /);
  assert.doesNotMatch(command, /proxy\.corp/);
});
