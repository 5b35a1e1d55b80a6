import '../helpers/force-color.ts';
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import xterm from '@xterm/headless';
import * as fc from 'fast-check';
import {eventLines} from '../../src/commands/deploy/event-lines.ts';
import {jsonLines} from '../../src/commands/deploy/json-lines.ts';
import {cleanJson} from '../../src/domain/deploy/clean-json.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import type {RolloutInput} from '../../src/domain/rollout/types.ts';
import {viewRollout} from '../../src/domain/rollout/view-rollout.ts';
import {sanitiseLines} from '../../src/domain/text.ts';
import {classifyError} from '../../src/services/kubectl/classify-error.ts';
import {errorText} from '../../src/services/run/error-text.ts';
import type {Screen} from '../../src/wizard/screen.ts';
import {event, pass, pod, put, reduceAll, replicaSet, underWay, waiting} from '../domain/rollout/objects.ts';
import {codePoint} from '../helpers/code-point.ts';
import {runCli} from '../helpers/run-cli.ts';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {propertyRuns} from '../helpers/property-runs.ts';
import {atTarget} from '../wizard/deploy/deploy-machine.ts';
import {machine} from '../wizard/machine.ts';

/** What terminals obey, and what hides or turns round what stands beside it. Source: ECMA-48, xterm control sequences. */
const ORDERS = [
  '\u001b[2J',
  '\u001b[1;1HMINE',
  '\u001b[31m',
  '\u001b[8m',
  '\u001b[?1049h',
  '\u001b[?25h',
  '\u001b[?2004l',
  '\u001b[6n',
  '\u001b[c',
  '\u001bc',
  '\u001b]0;MINE\u0007',
  '\u001b]52;c;TUlORQ==\u0007',
  '\u001b]8;;https://example.com/\u001b\\here\u001b]8;;\u001b\\',
  '\u001bP$q"p\u001b\\',
  '\u001b_MINE\u001b\\',
  '\u009b31m',
  '\u009d0;MINE\u009c',
  '\u001b',
  '\u001b[',
  '\u001b]',
  '\r',
  '\r\n',
  '\n\n\n',
  '\b\b\b\b',
  '\t',
  '\u0007',
  '\u0000',
  '\u007f',
  '\u000e',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\u{e0041}',
  '\ud800',
];
const hostile = fc
  .array(
    fc.oneof(
      {weight: 3, arbitrary: fc.constantFrom(...ORDERS)},
      {weight: 2, arbitrary: fc.constantFrom('image', 'not found', 'ab', ' ', 'pull access denied', ': ')},
      {weight: 1, arbitrary: fc.string({unit: codePoint, maxLength: 8})},
    ),
    {minLength: 1, maxLength: 12},
  )
  .map((parts) => parts.join(''));
/** A message as long as Kubernetes lets one be, and more. */
const long = hostile.map((text) => (text + 'x'.repeat(600)).repeat(50));
const text = fc.oneof({weight: 9, arbitrary: hostile}, {weight: 1, arbitrary: long});

/** All that we ever send beside text: where the cursor goes, what is erased, how letters look, three modes. */
const OURS =
  /\u001b\[(?:\d*[A-HJK]|\d+;\d+H|(?:0|1|2|7|22|27|3[0-9]|9[0-7])?(?:;\d+)*m|\?(?:25|2004|2026)[hl])/g;
/** No control but the ends of lines, nothing that turns round, hides or takes no room. */
const FORBIDDEN =
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

/** Draws a screen, and lets a terminal of its own read the bytes: it must see text and nothing else. */
async function checkScreen(screen: Screen, size: readonly [columns: number, rows: number]): Promise<void> {
  const [columns, rows] = size;
  const drawn = await renderAt({screen, columns, rows, theme: THEMES['no colour']});
  const bytes = drawn.terminal.takeWritten();
  const lines = await drawn.terminal.screen();
  await drawn.unmount();
  assert.doesNotMatch(bytes.replaceAll(OURS, ''), FORBIDDEN);
  // In this look letters are bold, dim or inverted, and have no colour.
  for (const [, codes = ''] of bytes.matchAll(/\u001b\[([\d;]*)m/g))
    assert.match(codes, /^(?:0|1|2|7|22|27)?$/);
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
  const obeyed: string[] = [];
  terminal.onTitleChange(() => obeyed.push('title'));
  terminal.onBell(() => obeyed.push('bell'));
  terminal.onData(() => obeyed.push('answer'));
  for (const code of [8, 52])
    terminal.parser.registerOscHandler(code, () => (obeyed.push(`OSC ${code}`), true));
  await new Promise<void>((resolve) => terminal.write(bytes, resolve));
  assert.deepEqual(obeyed, []);
  assert.equal(terminal.buffer.active.type, 'normal');
  assert.ok(!lines.some((line) => line.startsWith('MINE')), 'text stands where we put it');
  assert.match(lines[0] ?? '', /step \d of \d$|\d:\d\d$|^ Needs/, 'the first line is ours');
}

function checkLines(printed: string): void {
  assert.doesNotMatch(printed.replaceAll(/\r?\n/g, ''), FORBIDDEN);
  assert.doesNotMatch(printed, /^MINE/m);
}

const sizes = fc.constantFrom([100, 30] as const, [80, 24] as const, [40, 12] as const);

const unschedulable = (message: string) => ({
  type: 'PodScheduled',
  status: 'False',
  reason: 'Unschedulable',
  message,
});
const refusedSet = (message: string) =>
  replicaSet('new-set', {
    status: {
      replicas: 0,
      conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message}],
    },
  });
/** As the watch takes it in. */
const cleaned = (input: RolloutInput): RolloutInput =>
  'object' in input ? {...input, object: cleanJson(input.object, [])} : input;

/** What the cluster says. */
function rolloutOf(words: readonly string[]): ReturnType<typeof viewRollout> {
  const [a = '', b = '', c = '', d = ''] = words;
  const objects: readonly RolloutInput[] = [
    put('pods', pod('one', {container: waiting('ErrImagePull', a), metadata: {name: `delegate-${b}`}})),
    put('pods', pod('two', {container: waiting(c || 'X', d)})),
    put('pods', pod('three', {conditions: [unschedulable(a)]})),
    put('events', event('one', 'Failed', b)),
    put('events', event('one', c || 'X', d)),
    put('replicasets', refusedSet(d)),
  ];
  return viewRollout(pass(reduceAll(underWay(), objects.map(cleaned)), 200_000));
}

const words = fc.array(text, {minLength: 4, maxLength: 4});

describe('hostile text: the terminal shows text and obeys nothing', () => {
  test('pods, events and their messages, in lines and on the screen', async () => {
    await fc.assert(
      fc.asyncProperty(words, sizes, async (given, size) => {
        const told: DeployEvent = {type: 'rollout', view: rolloutOf(given), afterMs: 200_000};
        checkLines(eventLines()(told).join('\n'));
        const m = atTarget();
        m.keys('enter');
        m.events({type: 'applying', of: 1}, told);
        await checkScreen(m.screen(), size);
        m.read('e');
        await checkScreen(m.screen(), size);
      }),
      {numRuns: propertyRuns(25)},
    );
  });

  /** Each alone, between two words that stay. */
  const ALONE: readonly (readonly [name: string, dirt: string])[] = [
    ['ESC', '\u001b[2J\u001b]0;MINE\u0007\u001b'],
    ['CR', '\r\n\rMINE\r'],
    ['bidi', '\u202e\u2066\u200f\u061c'],
    ['32 kB', 'x'.repeat(32_768)],
  ];
  for (const [name, dirt] of ALONE) {
    test(`${name} in pods, events, conditions and logs: the words around it stand in lines, in JSON and on the screen`, async () => {
      const places = ['pod', 'condition', 'event', 'set'] as const;
      const message = (place: string) => `from-${place} ${dirt} after-${place}`;
      const view = viewRollout(
        reduceAll(
          underWay(),
          [
            put('pods', pod('one', {container: waiting('ErrImagePull', message('pod'))})),
            put('pods', pod('two', {conditions: [unschedulable(message('condition'))]})),
            put('pods', pod('three', {container: waiting('ContainerCreating')})),
            put('events', event('three', 'FailedMount', message('event'))),
            put('replicasets', refusedSet(message('set'))),
          ].map(cleaned),
        ),
      );
      const log = sanitiseLines(message('log'), {maxLength: 2000});
      const told: readonly DeployEvent[] = [
        {type: 'rollout', view, afterMs: 200_000},
        {type: 'log', pod: 'delegate-one', container: 'delegate', previous: true, lines: log},
      ];
      for (const linesOf of [eventLines(), jsonLines()]) {
        const printed = told.flatMap((each) => [...linesOf(each)]).join('\n');
        checkLines(printed);
        assert.ok(printed.length < 60_000, `${printed.length}`);
        for (const place of [...places, 'log'])
          assert.ok(printed.includes(`from-${place}`), `${place}: ${printed}`);
      }
      const m = atTarget();
      m.keys('enter');
      m.events({type: 'applying', of: 1}, ...told);
      await checkScreen(m.screen(), [100, 40]);
      const shown = JSON.stringify(m.screen());
      // What the scheduler says is decoded there.
      for (const place of places.filter((each) => each !== 'condition'))
        assert.ok(shown.includes(`from-${place}`), `${place}: ${shown}`);
      for (let rows = 0; m.focused()?.label !== 'delegate-one' && rows < 10; rows++) m.keys('down');
      m.read('l');
      m.send({type: 'log-read', run: m.state().run?.id ?? 0, pod: 'delegate-one', lines: log});
      await checkScreen(m.screen(), [100, 40]);
      assert.match(JSON.stringify(m.screen()), /from-log/);
    });
  }

  test('what kubectl says on standard error', async () => {
    await fc.assert(
      fc.asyncProperty(words, sizes, async ([prefix = '', said = ''], size) => {
        const errors = errorText([]);
        errors.push(Buffer.from(`${prefix}\nError from server (Forbidden): ${said}\n`));
        const failure = classifyError(
          {end: 'exited', stderr: errors.text()},
          {server: `https://${prefix}`, context: said},
        );
        const check: DeployEvent = {
          type: 'check',
          id: 'server',
          state: 'fail',
          text: failure.message,
          next: failure.next,
          details: failure.raw.split('\n'),
        };
        checkLines(eventLines()(check).join('\n'));
        const m = atTarget();
        m.keys('enter');
        m.events(check);
        await checkScreen(m.screen(), size);
        m.read(' ');
        await checkScreen(m.screen(), size);
      }),
      {numRuns: propertyRuns(25)},
    );
  });

  test('names in the kubeconfig, in the list and in the name that is to be typed', async () => {
    await fc.assert(
      fc.asyncProperty(words, sizes, async ([context = '', server = '', namespace = ''], size) => {
        const m = atTarget();
        m.send({
          type: 'contexts',
          choices: [
            {context, server, namespace, current: true},
            {context: server, server: context, namespace: 'default', current: false},
          ],
          notices: [],
        });
        await checkScreen(m.screen(), size);
        m.keys('enter');
        const target = {context, cluster: server, server, namespace};
        const told: DeployEvent = {type: 'target', target, name: namespace};
        checkLines(eventLines()(told).join('\n'));
        m.events(told);
        m.ask({kind: 'confirm', target, changes: [], conflicts: [], mustType: context});
        await checkScreen(m.screen(), size);
      }),
      {numRuns: propertyRuns(25)},
    );
  });

  test('presets: their names, what they say and what is wrong with them', async (t) => {
    const config = temporaryDirectory(t);
    mkdirSync(join(config, 'presets'));
    await fc.assert(
      fc.asyncProperty(words, sizes, async ([name = '', description = '', version = ''], size) => {
        const m = machine({starts: {presets: [{name, description, origin: 'yours'}]} as never});
        await checkScreen(m.screen(), size);
        const preset = {description, base: {version}, tools: [name], [name]: version};
        writeFileSync(join(config, 'presets', 'mine.yaml'), JSON.stringify(preset));
        const env = {DELEGATE_TUI_CONFIG_DIR: config};
        const shown = await runCli(['presets'], {env, outIsTerminal: true});
        const used = await runCli(['generate', '--preset', 'mine', '--dry-run'], {env});
        checkLines(`${shown.out}\n${shown.err}\n${used.out}\n${used.err}`);
      }),
      {numRuns: propertyRuns(25)},
    );
  });
});
