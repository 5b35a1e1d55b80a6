import assert from 'node:assert/strict';
import {test} from 'node:test';
import {atReview, COMPLETE, machine} from './machine.ts';

const withInstall = (install: string) => ({
  layers: {preset: {...COMPLETE, delegate: {...COMPLETE.delegate, install}}},
});

for (const [install, path] of [
  ['manifest', 'harness-delegate.yaml'],
  ['helm', 'values.yaml'],
  ['terraform', 'delegate.tf'],
] as const) {
  const byTool = install !== 'manifest';

  test(`${install}: the review lists ${path}${byTool ? ', says who deploys, and d does nothing' : ' and d deploys it'}`, () => {
    const m = atReview(withInstall(install));
    m.compared();
    assert.ok(m.screen().rows.some(({id}) => id === `file:${path}`));
    const status = m.screen().status?.find(({label}) => label === 'Deploy')?.text ?? '';
    assert.equal(status.startsWith(`with ${install}: `), byTool);
    assert.equal(
      m.screen().hints.some(({label}) => label === 'write, deploy'),
      !byTool,
    );
    m.read('d');
    assert.equal(
      m.effects.some(({type}) => type === 'write'),
      !byTool,
    );
    if (byTool) {
      m.keys('enter');
      assert.ok(m.effects.some(({type}) => type === 'write'));
    }
  });
}

test('the step of the delegate previews the file of the chosen way, and leaves the Service to the chart', () => {
  const m = machine({layers: {preferences: COMPLETE}});
  m.read('\r');
  for (let tries = 0; tries < 10 && m.screen().step !== 'delegate'; tries++) m.keys('enter');
  assert.match(m.screen().panel?.title ?? '', /^harness-delegate\.yaml/);
  m.focus('delegate.install');
  m.keys('right');
  assert.match(m.screen().panel?.title ?? '', /^values\.yaml/);
  m.keys('right');
  assert.match(m.screen().panel?.title ?? '', /^delegate\.tf/);
  assert.ok(m.screen().rows.every(({id}) => id !== 'delegate.serviceName'));
});
