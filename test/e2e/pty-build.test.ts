import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {findProgram} from '../../src/services/run/find-program.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';
import {atReview, isRestored} from '../helpers/deploy-pty.ts';
import {needs} from '../helpers/needs.ts';
import {BuilderWorld} from '../helpers/stand-in/builder-world.ts';
import {needsBuildah} from '../helpers/stand-in/needs-buildah.ts';
import {startRegistry, type Registry} from '../helpers/stand-in/registry.ts';
import {KEY} from '../helpers/wizard-run.ts';

const IMAGE = 'acme/custom-delegate:1';

describe('build here, in a terminal, with the real buildah', needsBuildah(), () => {
  describe('and a registry', needs('docker-registry'), () => {
    let world: BuilderWorld;
    let registry: Registry;
    /** Nothing but buildah is in PATH. */
    let bin: string;
    before(async () => {
      world = new BuilderWorld();
      await world.open(completeAnswers({}).base);
      await world.serve();
      registry = await startRegistry(join(world.directory, 'registry'), {login: true});
      world.trust([registry.host]);
      bin = join(world.directory, 'bin');
      mkdirSync(bin);
      const {env} = world;
      const buildah = await findProgram('buildah', {env, cwd: bin});
      symlinkSync(buildah.kind === 'found' ? buildah.path : assert.fail(buildah.kind), join(bin, 'buildah'));
    });
    after(async () => {
      await registry.close();
      await world.close();
    });

    it('from the review to the pushed digest: built, checked, refused without login, pushed, pinned', async (t) => {
      const login = world.loginFile(registry.host);
      const file = login['REGISTRY_AUTH_FILE'] ?? '';
      renameSync(file, `${file}.later`);
      writeFileSync(file, '{}');
      const wizard = await atReview(t, {
        args: [
          ['--image-registry', 'other', '--image-host', registry.host],
          ['--image-tag', '1', '--tools', 'kubectl@1.35.3'],
        ].flat(),
        env: {...world.env, ...login, PATH: bin},
      });
      wizard.press('b');
      await wizard.untilText('Press enter to build');
      assert.match(wizard.screen().join('\n'), /✔ Buildah \S+ .*storage vfs/);
      if (process.arch === 'arm64') wizard.press(KEY.right);
      wizard.press(KEY.enter);
      await wizard.untilText('Tools: kubectl 1.35.3');
      await wizard.untilText('Press enter to see where it is pushed.');
      assert.match(wizard.screen().join('\n'), /✔ kubectl 1\.35\.3 · ok: kubectl 1\.35\.3/);
      wizard.press(KEY.enter);
      await wizard.untilText(`Press y to push ${registry.host}/${IMAGE}`);
      assert.equal(
        await registry.digest('acme/custom-delegate', '1'),
        undefined,
        'nothing is pushed before y',
      );
      wizard.press('y');
      await wizard.untilText('r try again');
      assert.match(
        wizard.screen().join(' ').replaceAll(/\s+/g, ' '),
        new RegExp(`Log in, and push again: buildah login ${registry.host}`),
      );
      renameSync(`${file}.later`, file);
      wizard.press('r');
      await wizard.untilText('Pin digest');
      await wizard.untilText('enter done');
      const digest =
        (await registry.digest('acme/custom-delegate', '1')) ?? assert.fail('the registry has no tag');
      assert.ok(wizard.screen().join('\n').includes(digest), wizard.screen().join('\n'));
      wizard.press(KEY.enter);
      assert.deepEqual(await wizard.exit, {code: 0, signal: 0});
      assert.ok(isRestored(wizard), wizard.history().join('\n'));
      const written = join(wizard.directory, 'custom-del');
      const read = (name: string) => readFileSync(join(written, name), 'utf8');
      assert.ok(read('harness-delegate.yaml').includes(`${registry.host}/${IMAGE}@${digest}`));
      assert.ok(read('delegate-tui.yaml').includes(digest));
      assert.equal((JSON.parse(read('image-digest.json')) as {digest: string}).digest, digest);
      assert.deepEqual(await world.inventory(), {
        names: [`${registry.host}/${IMAGE}`],
        nameless: 0,
        containers: 0,
      });
    });
  });
});
