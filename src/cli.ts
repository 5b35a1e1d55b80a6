import {parseArguments} from './args.ts';
import type {Arguments} from './args.ts';
import type {CommandName} from './args/commands.ts';
import type {CrashScene} from './console/crash.ts';
import {EndedBySignal} from './domain/ended-by-signal.ts';
import {Crash, UserError} from './domain/user-error.ts';
import {EXIT_CODE} from './domain/exit-code.ts';
import type {ExitCode} from './domain/exit-code.ts';
import {explain} from './console/explain.ts';
import {printLines} from './console/io.ts';
import type {Io} from './console/io.ts';
import {jsonLine} from './console/tell-problems.ts';
import {problemLines} from './console/problem-lines.ts';
import {processIo} from './console/process-io.ts';
import {whyUnasked} from './console/why-unasked.ts';
import {answerQuickly, isQuick} from './quick.ts';
import {dayOf, todayOf} from './console/today.ts';
import {tellFailure} from './console/tell-failure.ts';

interface Command {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
}

const generate = async ({args, io, now}: Command): Promise<ExitCode> => {
  const {runHeadless} = await import('./headless/headless.ts');
  return runHeadless({args, io, today: todayOf({now, env: io.env})});
};

const apply = async ({args, io, now}: Command): Promise<ExitCode> => {
  const {runApply} = await import('./commands/apply.ts');
  return runApply({args, io, now, today: todayOf({now, env: io.env})});
};

const wizard = async (command: Command): Promise<ExitCode> => {
  const {args, io, now} = command;
  const {headless, json, print, dryRun, practice} = args.options;
  if (!io.isTerminal || headless || json || print || dryRun) {
    const code = await (practice === undefined ? generate(command) : apply(command));
    if (code === EXIT_CODE.usage) printLines(io.err, whyUnasked(args, io));
    return code;
  }
  const {runWizard} = await import('./screens/run-wizard.ts');
  return runWizard({args, io, today: todayOf({now, env: io.env}), day: dayOf(now)});
};

const presets = async ({args, io, now}: Command): Promise<ExitCode> => {
  const {runPresets} = await import('./commands/presets.ts');
  return runPresets({args, io, today: todayOf({now, env: io.env})});
};

/** What each command does. Each loads what it needs and nothing else. */
const COMMANDS: Readonly<Record<CommandName, (command: Command) => Promise<ExitCode>>> = {
  wizard,
  generate,
  apply,
  patch: async ({args, io, now}) => {
    const {runPatch} = await import('./commands/patch.ts');
    return runPatch({args, io, today: todayOf({now, env: io.env})});
  },
  watch: async (command) => {
    const {runWatch} = await import('./commands/watch.ts');
    return runWatch(command);
  },
  status: async ({args, io, now}) => {
    const {runStatus} = await import('./commands/status.ts');
    return runStatus({args, io, now, today: todayOf({now, env: io.env})});
  },
  verify: async ({args, io, now}) => {
    const {runVerify} = await import('./commands/verify.ts');
    return runVerify({args, io, now, today: todayOf({now, env: io.env})});
  },
  undo: async (command) => {
    const {runUndo} = await import('./commands/undo.ts');
    return runUndo(command);
  },
  build: async ({args, io, now}) => {
    const {runBuild} = await import('./commands/build.ts');
    return runBuild({args, io, now, today: todayOf({now, env: io.env})});
  },
  push: async ({args, io, now}) => {
    const {runPush} = await import('./commands/push.ts');
    return runPush({args, io, now, today: todayOf({now, env: io.env})});
  },
  presets,
  'presets show': presets,
  'presets save': presets,
  'presets delete': presets,
  'presets import': presets,
  'presets export': presets,
  tools: async ({args, io}) => {
    const {runTools} = await import('./commands/tools.ts');
    return runTools({args, io});
  },
  latest: async ({args, io}) => {
    const {runLatest} = await import('./commands/latest.ts');
    return runLatest({args, io});
  },
  schema: async ({io}) => {
    const {runSchema} = await import('./commands/schema.ts');
    return runSchema({io});
  },
  completion: async ({args, io}) => {
    const {runCompletion} = await import('./commands/completion.ts');
    return runCompletion({args, io});
  },
  help: async ({args, io}) => explain(args.operands.join(' '), io),
};

/** Runs one command line from its words to its exit code. Never throws. */
export async function run({
  argv,
  io,
  now,
  onCrash = () => undefined,
}: {
  readonly argv: readonly string[];
  readonly io: Io;
  readonly now: Date;
  /** Called when an error of ours has come to light and was told. */
  readonly onCrash?: () => void;
}): Promise<ExitCode> {
  const args = parseArguments(argv);
  const {options, problems, command} = args;
  try {
    if (isQuick(args)) return await answerQuickly(args, io);
    if (problems.length > 0) {
      if (options.json) for (const problem of problems) io.out(jsonLine({type: 'problem', ...problem}));
      else
        printLines(io.err, [...problemLines(problems), 'delegate-tui --help lists the commands and flags.']);
      return EXIT_CODE.usage;
    }
    return await COMMANDS[command]({args, io, now});
  } catch (error) {
    if (error instanceof EndedBySignal && error.isQuiet) return error.code;
    const isOurs = !(error instanceof UserError) || error instanceof Crash;
    const failure = isOurs ? await writtenDown(error, {io, command, now}) : error;
    tellFailure(failure, {io, json: options.json});
    if (isOurs) onCrash();
    return failure.code;
  }
}

async function writtenDown(error: unknown, scene: CrashScene): Promise<UserError> {
  const {crashOf} = await import('./console/crash.ts');
  return await crashOf(error, scene);
}

/** For what is thrown where nobody waits for it. While a screen is up, the screen is told, and takes itself away. */
function endOnCrash(io: Io, argv: readonly string[]): void {
  const tellAndEnd = async (error: unknown): Promise<never> => {
    try {
      const {command, options} = parseArguments(argv);
      tellFailure(await writtenDown(error, {io, command, now: new Date()}), {io, json: options.json});
    } catch {
      return endUntold(io);
    }
    return process.exit(EXIT_CODE.failed);
  };
  const onError = (error: unknown): void => {
    if (process.listenerCount('uncaughtException') > 1) return;
    process.off('uncaughtException', onError);
    process.on('uncaughtException', () => endUntold(io));
    void tellAndEnd(error);
  };
  process.on('uncaughtException', onError);
}

/** What breaks while something broken is told: Node would print it as it is, with whatever stands in it. */
function endUntold(io: Io): never {
  io.err('Something of this program broke, and so did the report of it.\n');
  return process.exit(EXIT_CODE.failed);
}

/** What was to be printed is lost: that is no success, however the work ends. */
function failAtExit(): void {
  process.once('exit', (code) => {
    if (code === EXIT_CODE.ok) process.exitCode = EXIT_CODE.failed;
  });
}

/** The program: reads the process's arguments and streams, and sets its exit code. The only place that does. */
export async function runCli(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const io = processIo({isBrief: argv[0] === 'generate', onLost: failAtExit});
  endOnCrash(io, argv);
  let isCrash = false;
  const code = await run({argv, io, now: new Date(), onCrash: () => void (isCrash = true)}).catch(() =>
    endUntold(io),
  );
  process.exitCode = code;
  if (code === EXIT_CODE.hungUp) await (await import('./screens/end-by-signal.ts')).endWithTerminal();
  // Somebody wants to go, or has to, but a running apply that is not broken off would keep us.
  if (isCrash || LEAVING.includes(code)) process.exit();
}

const LEAVING: readonly ExitCode[] = [EXIT_CODE.hungUp, EXIT_CODE.cancelled, EXIT_CODE.terminated];
