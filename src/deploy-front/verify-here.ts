import type {RunPlace} from '../deploy/deploy-types.ts';
import {apiKeyOf} from '../services/harness-api.ts';
import {verifyLines} from '../verify/verify-lines.ts';
import {verify} from '../verify/verify.ts';
import type {DeployMessage} from '../wizard/deploy/effects.ts';
import type {DeployContext, Send} from './context.ts';

/** Of the tool check, in ms. */
const TIMEOUT_MS = 60_000;
const LAST_STEP =
  'Last, run the validation pipeline in Harness: it lets the delegate itself run each tool. Make it with your answers file: npx delegate-tui generate --preset FILE --print validation';

interface Asked {
  readonly run: number;
  /** Of the workload. */
  readonly name: string;
  readonly signal: AbortSignal;
}

/**
 * Asks the tools inside the running delegate for their versions, and whether it is registered, because somebody
 * asked; each line goes to the screen as it comes. Throws only what is a bug.
 */
export async function verifyHere(
  {io, verifies}: DeployContext,
  place: RunPlace | undefined,
  {run, name, signal, send}: Asked & {readonly send: Send},
): Promise<void> {
  const tell = (lines: readonly string[], isOver: boolean): DeployMessage => ({
    type: 'verified',
    run,
    lines,
    isOver,
  });
  if (place === undefined)
    return send(tell(['There is no cluster to ask yet. Press v again in a moment.'], true));
  const {connection, practice} = place;
  const apiKey = apiKeyOf(io.env);
  const {tools, lastStep = LAST_STEP} = verifies ?? {};
  const events = verify({
    connection,
    name,
    said: verifies ?? {},
    timeoutMs: TIMEOUT_MS,
    now: Date.now(),
    lastStep,
    signal,
    ...(practice === undefined ? {} : {practice: practice.scenario}),
    ...(tools === undefined ? {} : {tools}),
    ...(apiKey === undefined ? {} : {apiKey}),
  });
  for await (const event of events) {
    if (signal.aborted) return;
    const lines = verifyLines(event);
    // How it ended stands in front of what to do next.
    if (event.type === 'end') send(tell(['', event.result.sentence, ...lines], true));
    else send(tell(lines, false));
  }
}
