import type {BuildEvent} from '../domain/build-run/build-events.ts';
import {lastLines} from '../domain/build-run/last-lines.ts';
import {tellingLines} from '../domain/build-run/telling-lines.ts';
import {sanitiseLine} from '../domain/text.ts';
import {buildOutputReader, type BuildNews} from '../domain/build-run/read-build-output.ts';
import type {BuildLog} from '../services/builder/build-log.ts';
import {callBuilder, type BuilderProgram} from '../services/builder/builder-call.ts';
import {queue} from '../services/run/queue.ts';
import type {RunResult} from '../services/run.ts';
import {linkedAbort} from '../services/run/linked-abort.ts';

export interface FollowedCall {
  readonly builder: BuilderProgram;
  readonly args: readonly string[];
  readonly signal?: AbortSignal;
  readonly log?: BuildLog;
  /** What it does as a whole, until a first step is known. */
  readonly title: string;
  /** Milliseconds since the run began. */
  readonly afterMs: () => number;
}

export interface CallEnd {
  readonly result: RunResult;
  /** The last lines, safe to print. */
  readonly lines: readonly string[];
  /** The last ones of its last step, for people. */
  readonly shown: readonly string[];
}

const SHOWN_LINES = 10;
const SHOWN_LENGTH = 300;
/** Kept for the explanation of a failure. */
const KEPT_LINES = 400;
/** A call that says nothing new for this long is told to go on. */
const STILL_MS = 30_000;

/** Runs a builder and tells what it prints, as it comes, with the time of each step. */
export async function* followCall(call: FollowedCall): AsyncGenerator<BuildEvent, CallEnd, undefined> {
  const {builder, args, signal, log, afterMs} = call;
  const events = queue<BuildEvent>();
  const kept = lastLines(KEPT_LINES);
  let recent = lastLines(SHOWN_LINES);
  function keep(line: string): void {
    kept.push(line);
    for (const telling of tellingLines([line])) recent.push(sanitiseLine(telling, {maxLength: SHOWN_LENGTH}));
  }
  const read = buildOutputReader();
  const timed = stepTimes(call);
  let toldMs = afterMs();
  const still = setInterval(() => {
    if (afterMs() - toldMs >= STILL_MS) put(timed.still());
  }, STILL_MS / 10);
  function put(event: BuildEvent): void {
    toldMs = afterMs();
    events.put(event);
  }
  // A reader that leaves early takes the builder with it.
  const linked = linkedAbort(signal);
  const called = callBuilder(builder, {
    args,
    signal: linked.signal,
    onLine(line) {
      for (const news of read(line)) {
        if (news.type === 'output') {
          keep(news.text);
          log?.write(news.text);
        } else if (news.type === 'step') {
          recent = lastLines(SHOWN_LINES);
          log?.write(`# ${news.title}`);
        }
        put(timed.told(news));
      }
    },
  }).finally(() => events.end());
  try {
    yield* events.values();
    const result = await called;
    // What could not be started has printed nothing.
    if (result.stderr !== '') for (const line of result.stderr.split('\n')) keep(line);
    return {result, lines: kept.lines(), shown: recent.lines()};
  } finally {
    clearInterval(still);
    linked.abort();
    linked.release();
    await called;
  }
}

/** Adds times to what is read from the output. */
function stepTimes({title, afterMs}: FollowedCall) {
  const begun = new Map<number, number>();
  let current = {title, sinceMs: afterMs()};
  return {
    still: (): BuildEvent => ({
      type: 'still',
      title: current.title,
      forMs: afterMs() - current.sinceMs,
      afterMs: afterMs(),
    }),
    told(news: BuildNews): BuildEvent {
      const now = afterMs();
      if (news.type === 'step') {
        current = {title: news.title, sinceMs: now};
        if (news.number !== undefined) begun.set(news.number, now);
      }
      if (news.type === 'tool') current = {title: news.tool, sinceMs: now};
      if (news.type === 'step-done')
        return {...news, tookMs: now - (begun.get(news.number) ?? now), afterMs: now};
      return {...news, afterMs: now};
    },
  };
}
