import type {DeployControls} from '../../deploy/controls.ts';
import {deploy} from '../../deploy/deploy.ts';
import {openPractice, type OpenedTarget} from '../../deploy/open-target.ts';
import type {CheckedTool} from '../../domain/build-run/tool-check-script.ts';
import {practiceManifests} from '../../domain/deploy/practice-manifests.ts';
import {practiceTools} from '../../domain/deploy/practice-tools.ts';
import {UNATTENDED} from '../../domain/deploy/watch-options.ts';
import {exampleManifest} from '../../inputs/example-manifest.ts';
import {EXIT_CODE, type ExitCode} from '../../domain/exit-code.ts';
import {printLines, type Io} from '../../console/io.ts';
import {isRefusal, openKubectl, tellRefusal} from '../../fronts/open-run.ts';
import {practiceSpeed, practiceWords, setUpWords} from '../../fronts/wanted-scenario.ts';
import type {Signals} from '../deploy/signals.ts';
import {tellNotice} from '../deploy/tell-notice.ts';

export interface Practised {
  readonly io: Io;
  readonly json: boolean;
  readonly now: Date;
  readonly scenario: string;
  readonly signals: Signals;
  readonly name: string;
  readonly namespace: string;
  /** That its container pretends to have. */
  readonly tools?: readonly CheckedTool[];
}

/**
 * Lets something look at a delegate on the practice cluster. That has no past, so an example is applied first
 * and its rollout waited for, which the first line says.
 */
export async function practise(
  {io, json, now, scenario, signals, name, namespace, tools = []}: Practised,
  look: (opened: OpenedTarget) => Promise<ExitCode>,
): Promise<ExitCode> {
  const kubectl = await openKubectl({io});
  if (isRefusal(kubectl)) return tellRefusal(kubectl, {io, json});
  const opened = await openPractice({
    kubectl,
    scenario,
    delegate: {name, namespace},
    env: io.env,
    tools: practiceTools(tools),
    ...practiceSpeed(io),
  });
  try {
    if (!json) printLines(io.err, [setUpWords(name, opened.practice?.speed ?? 1)]);
    const yes = async () => true;
    const controls: DeployControls = {...signals.controls, confirm: yes, takeOver: yes, confirmUndo: yes};
    const manifests = practiceManifests([exampleManifest({name, namespace})]);
    const events = deploy(
      {...opened, manifests, options: {...UNATTENDED, settleMs: 0}, session: {}, now},
      controls,
    );
    for await (const event of events) signals.see(event);
    const text = practiceWords({scenario, name, past: 'was applied and its rollout has ended'});
    tellNotice(text, {io, json});
    return controls.leave?.aborted === true ? (signals.code() ?? EXIT_CODE.cancelled) : await look(opened);
  } finally {
    await opened.close();
  }
}
